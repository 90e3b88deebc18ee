<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Adder</name>
    <message numerus="yes">
        <source>Everybody with a valid citizen ID, past days too: %n row(s) of the Appointments page.</source>
        <translation>
            <numerusform>Everybody with a valid citizen ID, past days too: %n row of the Appointments page.</numerusform>
            <numerusform>Everybody with a valid citizen ID, past days too: %n rows of the Appointments page.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AsideCard</name>
    <message numerus="yes">
        <source>Book these %n row(s), too</source>
        <translation>
            <numerusform>Book this row, too</numerusform>
            <numerusform>Book these %n rows, too</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AsideList</name>
    <message numerus="yes">
        <source>Set aside: %n row(s)</source>
        <translation>
            <numerusform>Set aside: %n row</numerusform>
            <numerusform>Set aside: %n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Asks</name>
    <message numerus="yes">
        <source>%n sheet(s) wait to be booked after this one.</source>
        <translation>
            <numerusform>%n sheet waits to be booked after this one.</numerusform>
            <numerusform>%n sheets wait to be booked after this one.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) wait to be booked after this one.</source>
        <translation>
            <numerusform>%n file waits to be booked after this one.</numerusform>
            <numerusform>%n files wait to be booked after this one.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AudiencePanel</name>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) added.</source>
        <translation>
            <numerusform>%n person added.</numerusform>
            <numerusform>%n people added.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were in the list already.</source>
        <translation>
            <numerusform>%n was in the list already.</numerusform>
            <numerusform>%n were in the list already.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BatchQuestions</name>
    <message numerus="yes">
        <source>%n person(s) have another hour that day already and are not booked: %1</source>
        <translation>
            <numerusform>%n person has another hour that day already and is not booked: %1</numerusform>
            <numerusform>%n people have another hour that day already and are not booked: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send %n row(s) once more?</source>
        <translation>
            <numerusform>Send %n row once more?</numerusform>
            <numerusform>Send %n rows once more?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel the appointments of %n citizen(s)?</source>
        <translation>
            <numerusform>Cancel the appointment of %n citizen?</numerusform>
            <numerusform>Cancel the appointments of %n citizens?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel %n appointment(s)</source>
        <translation>
            <numerusform>Cancel %n appointment</numerusform>
            <numerusform>Cancel %n appointments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Card</name>
    <message numerus="yes">
        <source>Dose 1 for all %n row(s)</source>
        <translation>
            <numerusform>Dose 1 for this row</numerusform>
            <numerusform>Dose 1 for all %n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The same for %n row(s)…</source>
        <translation>
            <numerusform>The same for %n row…</numerusform>
            <numerusform>The same for %n rows…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Do not book %n row(s)</source>
        <translation>
            <numerusform>Do not book %n row</numerusform>
            <numerusform>Do not book %n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CellWords</name>
    <message numerus="yes">
        <source>%n row(s) copied with whole citizen IDs: whoever pastes them sees the IDs.</source>
        <translation>
            <numerusform>%n row copied with its whole citizen ID: whoever pastes it sees the ID.</numerusform>
            <numerusform>%n rows copied with whole citizen IDs: whoever pastes them sees the IDs.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ID(s) were copied masked and not pasted: copy with whole IDs.</source>
        <translation>
            <numerusform>%n ID was copied masked and not pasted: copy with whole IDs.</numerusform>
            <numerusform>%n IDs were copied masked and not pasted: copy with whole IDs.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>For %n copied row(s) there is no row here.</source>
        <translation>
            <numerusform>For %n copied row there is no row here.</numerusform>
            <numerusform>For %n copied rows there is no row here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>For %n copied column(s) there is no column here.</source>
        <translation>
            <numerusform>For %n copied column there is no column here.</numerusform>
            <numerusform>For %n copied columns there is no column here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pasted into %n cell(s).</source>
        <translation>
            <numerusform>Pasted into %n cell.</numerusform>
            <numerusform>Pasted into %n cells.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) filled down.</source>
        <translation>
            <numerusform>%n cell filled down.</numerusform>
            <numerusform>%n cells filled down.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) cleared.</source>
        <translation>
            <numerusform>%n cell cleared.</numerusform>
            <numerusform>%n cells cleared.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CitizensModel</name>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n message</numerusform>
            <numerusform>%n messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n missed</source>
        <translation>
            <numerusform>%n missed</numerusform>
            <numerusform>%n missed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConfirmSend</name>
    <message numerus="yes">
        <source>Replace the message of %n person(s)?</source>
        <translation>
            <numerusform>Replace the message of %n person?</numerusform>
            <numerusform>Replace the message of %n people?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send a practice message to %n person(s)?</source>
        <translation>
            <numerusform>Send a practice message to %n person?</numerusform>
            <numerusform>Send a practice message to %n people?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Message %n citizen(s) now?</source>
        <translation>
            <numerusform>Message %n citizen now?</numerusform>
            <numerusform>Message %n citizens now?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConfirmStart</name>
    <message numerus="yes">
        <source>Book %n practice appointment(s)?</source>
        <translation>
            <numerusform>Book %n practice appointment?</numerusform>
            <numerusform>Book %n practice appointments?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Message %n citizen(s) now?</source>
        <translation>
            <numerusform>Message %n citizen now?</numerusform>
            <numerusform>Message %n citizens now?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n citizen(s) get a message at once through LINE and the Mor Prom app. It can&apos;t be taken back.</source>
        <translation>
            <numerusform>%n citizen gets a message at once through LINE and the Mor Prom app. It can&apos;t be taken back.</numerusform>
            <numerusform>%n citizens get a message at once through LINE and the Mor Prom app. It can&apos;t be taken back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Book %n person(s)</source>
        <translation>
            <numerusform>Book %n person</numerusform>
            <numerusform>Book %n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) are booked already and are skipped.</source>
        <translation>
            <numerusform>%n row is booked already and is skipped.</numerusform>
            <numerusform>%n rows are booked already and are skipped.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) have another appointment on the same day and are not sent.</source>
        <translation>
            <numerusform>%n row has another appointment on the same day and is not sent.</numerusform>
            <numerusform>%n rows have another appointment on the same day and are not sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) with problems are left out.</source>
        <translation>
            <numerusform>%n row with problems is left out.</numerusform>
            <numerusform>%n rows with problems are left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move these %n person(s) to the sheet&apos;s hour after the booking</source>
        <translation>
            <numerusform>Move this person to the sheet&apos;s hour after the booking</numerusform>
            <numerusform>Move these %n people to the sheet&apos;s hour after the booking</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>For %n row(s) there seem to be too few free seats; the server may refuse them.</source>
        <translation>
            <numerusform>For %n row there seems to be no free seat; the server may refuse it.</numerusform>
            <numerusform>For %n rows there seem to be too few free seats; the server may refuse them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message numerus="yes">
        <source>%n person(s) opened the link.</source>
        <translation>
            <numerusform>%n person opened the link.</numerusform>
            <numerusform>%n people opened the link.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send the rest (%n call(s))</source>
        <translation>
            <numerusform>Send the rest (%n call)</numerusform>
            <numerusform>Send the rest (%n calls)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EditSlot</name>
    <message numerus="yes">
        <source>%n seat(s) are taken; fewer can&apos;t be set.</source>
        <translation>
            <numerusform>%n seat is taken; fewer can&apos;t be set.</numerusform>
            <numerusform>%n seats are taken; fewer can&apos;t be set.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GroupButton</name>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HelpScreen</name>
    <message numerus="yes">
        <source>%n more: search by a word of the sentence.</source>
        <translation>
            <numerusform>%n more: search by a word of the sentence.</numerusform>
            <numerusform>%n more: search by a word of the sentence.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryColumns</name>
    <message numerus="yes">
        <source>%n cancelled</source>
        <translation>
            <numerusform>%n cancelled</numerusform>
            <numerusform>%n cancelled</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Leaving</name>
    <message numerus="yes">
        <source>%n pasted row(s) are in no file and would be gone.</source>
        <translation>
            <numerusform>%n pasted row is in no file and would be gone.</numerusform>
            <numerusform>%n pasted rows are in no file and would be gone.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) to this sheet would be gone. The file itself stays as it is.</source>
        <translation>
            <numerusform>%n change to this sheet would be gone. The file itself stays as it is.</numerusform>
            <numerusform>%n changes to this sheet would be gone. The file itself stays as it is.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message numerus="yes">
        <source>The same for %n row(s)…</source>
        <translation>
            <numerusform>The same for %n row…</numerusform>
            <numerusform>The same for %n rows…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Leave out %n row(s)</source>
        <translation>
            <numerusform>Leave out %n row</numerusform>
            <numerusform>Leave out %n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take in %n row(s) again</source>
        <translation>
            <numerusform>Take in %n row again</numerusform>
            <numerusform>Take in %n rows again</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NameCheck</name>
    <message numerus="yes">
        <source>Check %n name(s) against IDs?</source>
        <translation>
            <numerusform>Check %n name against its ID?</numerusform>
            <numerusform>Check %n names against their IDs?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n name(s) looked up.</source>
        <translation>
            <numerusform>%n name looked up.</numerusform>
            <numerusform>%n names looked up.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The name does not fit the ID in %n row(s).</source>
        <translation>
            <numerusform>The name does not fit the ID in %n row.</numerusform>
            <numerusform>The name does not fit the ID in %n rows.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) are not on the target list.</source>
        <translation>
            <numerusform>%n row is not on the target list.</numerusform>
            <numerusform>%n rows are not on the target list.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) can&apos;t be compared.</source>
        <translation>
            <numerusform>%n row can&apos;t be compared.</numerusform>
            <numerusform>%n rows can&apos;t be compared.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PersonCard</name>
    <message numerus="yes">
        <source>%n year(s)</source>
        <translation>
            <numerusform>%n year</numerusform>
            <numerusform>%n years</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PhoneScreen</name>
    <message numerus="yes">
        <source>%n message(s) did not arrive: not registered with Mor Prom on LINE OA or in the app.</source>
        <translation>
            <numerusform>%n message did not arrive: not registered with Mor Prom on LINE OA or in the app.</numerusform>
            <numerusform>%n messages did not arrive: not registered with Mor Prom on LINE OA or in the app.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PickPerson</name>
    <message numerus="yes">
        <source>%n person(s) found</source>
        <translation>
            <numerusform>%n person found</numerusform>
            <numerusform>%n people found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProblemList</name>
    <message numerus="yes">
        <source>%n cell(s) mended here; the file itself stays as it is.</source>
        <translation>
            <numerusform>%n cell mended here; the file itself stays as it is.</numerusform>
            <numerusform>%n cells mended here; the file itself stays as it is.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) were not booked. Mend them here, then book them anew.</source>
        <translation>
            <numerusform>%n row was not booked. Mend it here, then book it anew.</numerusform>
            <numerusform>%n rows were not booked. Mend them here, then book them anew.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReasonCard</name>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RefusedAlike</name>
    <message numerus="yes">
        <source>%n row(s) not sent yet</source>
        <translation>
            <numerusform>%n row not sent yet</numerusform>
            <numerusform>%n rows not sent yet</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RegisterMany</name>
    <message numerus="yes">
        <source>Register %n person(s) on the target list?</source>
        <translation>
            <numerusform>Register %n person on the target list?</numerusform>
            <numerusform>Register %n people on the target list?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) lack something and are left out.</source>
        <translation>
            <numerusform>%n row lacks something and is left out.</numerusform>
            <numerusform>%n rows lack something and are left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Register %n person(s)</source>
        <translation>
            <numerusform>Register %n person</numerusform>
            <numerusform>Register %n people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RegisterSheet</name>
    <message numerus="yes">
        <source>%n row(s) were refused because the person is not on the target list.</source>
        <translation>
            <numerusform>%n row was refused because the person is not on the target list.</numerusform>
            <numerusform>%n rows were refused because the person is not on the target list.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Result</name>
    <message numerus="yes">
        <source>%n person(s) booked.</source>
        <translation>
            <numerusform>%n person booked.</numerusform>
            <numerusform>%n people booked.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n appointment(s) cancelled.</source>
        <translation>
            <numerusform>%n appointment cancelled.</numerusform>
            <numerusform>%n appointments cancelled.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n booked already, skipped.</source>
        <translation>
            <numerusform>%n booked already, skipped.</numerusform>
            <numerusform>%n booked already, skipped.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused.</source>
        <translation>
            <numerusform>%n refused.</numerusform>
            <numerusform>%n refused.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in doubt.</source>
        <translation>
            <numerusform>%n in doubt.</numerusform>
            <numerusform>%n in doubt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with problems, left out.</source>
        <translation>
            <numerusform>%n with problems, left out.</numerusform>
            <numerusform>%n with problems, left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not sent yet.</source>
        <translation>
            <numerusform>%n not sent yet.</numerusform>
            <numerusform>%n not sent yet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunBar</name>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>about %n minute left</numerusform>
            <numerusform>about %n minutes left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s) left</source>
        <translation>
            <numerusform>about %n hour left</numerusform>
            <numerusform>about %n hours left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SameDay</name>
    <message numerus="yes">
        <source>%n person(s) have another hour that day already and were not booked: %1</source>
        <translation>
            <numerusform>%n person has another hour that day already and was not booked: %1</numerusform>
            <numerusform>%n people have another hour that day already and were not booked: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) have two appointments on one day: keep one, cancel the other.</source>
        <translation>
            <numerusform>%n person has two appointments on one day: keep one, cancel the other.</numerusform>
            <numerusform>%n people have two appointments on one day: keep one, cancel the other.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) have two seats: another computer?</source>
        <translation>
            <numerusform>%n person has two seats: another computer?</numerusform>
            <numerusform>%n people have two seats: another computer?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move these %n to the new hour</source>
        <translation>
            <numerusform>Move this one to the new hour</numerusform>
            <numerusform>Move these %n to the new hour</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n person(s) to the sheet&apos;s hour?</source>
        <translation>
            <numerusform>Move %n person to the sheet&apos;s hour?</numerusform>
            <numerusform>Move %n people to the sheet&apos;s hour?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n person(s)</source>
        <translation>
            <numerusform>Move %n person</numerusform>
            <numerusform>Move %n people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SameQuestion</name>
    <message numerus="yes">
        <source>The same for %n row(s)</source>
        <translation>
            <numerusform>The same for %n row</numerusform>
            <numerusform>The same for %n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SheetLine</name>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Standing</name>
    <message numerus="yes">
        <source>%n row(s) are ready to book.</source>
        <translation>
            <numerusform>%n row is ready to book.</numerusform>
            <numerusform>%n rows are ready to book.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them the server refused before: mend them, or Start sends them as they are.</source>
        <translation>
            <numerusform>%n of them the server refused before: mend it, or Start sends it as it is.</numerusform>
            <numerusform>%n of them the server refused before: mend them, or Start sends them as they are.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) have problems and are left out until they are mended.</source>
        <translation>
            <numerusform>%n row has a problem and is left out until it is mended.</numerusform>
            <numerusform>%n rows have problems and are left out until they are mended.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UploadScreen</name>
    <message numerus="yes">
        <source>%n row(s) ready</source>
        <translation>
            <numerusform>%n row ready</numerusform>
            <numerusform>%n rows ready</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) booked</source>
        <translation>
            <numerusform>%n row booked</numerusform>
            <numerusform>%n rows booked</numerusform>
        </translation>
    </message>
</context>
</TS>

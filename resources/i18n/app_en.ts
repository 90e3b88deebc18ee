<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Adder</name>
    <message numerus="yes">
        <source>Everybody with a valid citizen ID, past days too: %n row(s) of the Appointments page.</source>
        <translation>
            <numerusform>Everybody with a valid citizen ID, past days too: %Ln row of the Appointments page.</numerusform>
            <numerusform>Everybody with a valid citizen ID, past days too: %Ln rows of the Appointments page.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AsideCard</name>
    <message numerus="yes">
        <source>Book these %n row(s), too</source>
        <translation>
            <numerusform>Book this row, too</numerusform>
            <numerusform>Book these %Ln rows, too</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AsideList</name>
    <message numerus="yes">
        <source>Set aside: %n row(s)</source>
        <translation>
            <numerusform>Set aside: %Ln row</numerusform>
            <numerusform>Set aside: %Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AskAgain</name>
    <message numerus="yes">
        <source>%n person(s) were cancelled or moved from here since they were booked:</source>
        <translation>
            <numerusform>%Ln person was cancelled or moved from here since it was booked:</numerusform>
            <numerusform>%Ln people were cancelled or moved from here since they were booked:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Book these %n person(s) again, too</source>
        <translation>
            <numerusform>Book this %Ln person again, too</numerusform>
            <numerusform>Book these %Ln people again, too</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Asks</name>
    <message numerus="yes">
        <source>%n of these are booked already, say the records. Start asks the server first.</source>
        <translation>
            <numerusform>%Ln of these is booked already, say the records. Start asks the server first and skips it.</numerusform>
            <numerusform>%Ln of these are booked already, say the records. Start asks the server first and skips them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sheet(s) wait to be booked after this one.</source>
        <translation>
            <numerusform>%Ln sheet waits to be booked after this one.</numerusform>
            <numerusform>%Ln sheets wait to be booked after this one.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) wait to be booked after this one.</source>
        <translation>
            <numerusform>%Ln file waits to be booked after this one.</numerusform>
            <numerusform>%Ln files wait to be booked after this one.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AudiencePanel</name>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%Ln person</numerusform>
            <numerusform>%Ln people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) added.</source>
        <translation>
            <numerusform>%Ln person added.</numerusform>
            <numerusform>%Ln people added.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were in the list already.</source>
        <translation>
            <numerusform>%Ln was in the list already.</numerusform>
            <numerusform>%Ln were in the list already.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BatchQuestions</name>
    <message numerus="yes">
        <source>%n person(s) have another hour that day already and are not booked: %1</source>
        <translation>
            <numerusform>%Ln person has another hour that day already and is not booked: %1</numerusform>
            <numerusform>%Ln people have another hour that day already and are not booked: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) can&apos;t be moved and stay where they are:</source>
        <translation>
            <numerusform>%Ln person can&apos;t be moved and stays as before:</numerusform>
            <numerusform>%Ln people can&apos;t be moved and stay as before:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Book %n person(s) again?</source>
        <translation>
            <numerusform>Book %Ln person again?</numerusform>
            <numerusform>Book %Ln people again?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Book %n person(s) again</source>
        <translation>
            <numerusform>Book %Ln person again</numerusform>
            <numerusform>Book %Ln people again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel the appointments of %n citizen(s)?</source>
        <translation>
            <numerusform>Cancel the appointment of %Ln citizen?</numerusform>
            <numerusform>Cancel the appointments of %Ln citizens?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel %n appointment(s)</source>
        <translation>
            <numerusform>Cancel %Ln appointment</numerusform>
            <numerusform>Cancel %Ln appointments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Card</name>
    <message numerus="yes">
        <source>Dose 1 for all %n row(s)</source>
        <translation>
            <numerusform>Dose 1 for this row</numerusform>
            <numerusform>Dose 1 for all %Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The same for %n row(s)…</source>
        <translation>
            <numerusform>The same for %Ln row…</numerusform>
            <numerusform>The same for %Ln rows…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Do not book %n row(s)</source>
        <translation>
            <numerusform>Do not book %Ln row</numerusform>
            <numerusform>Do not book %Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CellWords</name>
    <message numerus="yes">
        <source>%n row(s) copied with whole citizen IDs: whoever pastes them sees the IDs.</source>
        <translation>
            <numerusform>%Ln row copied with its whole citizen ID: whoever pastes it sees the ID.</numerusform>
            <numerusform>%Ln rows copied with whole citizen IDs: whoever pastes them sees the IDs.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ID(s) were copied masked and not pasted: copy with whole IDs.</source>
        <translation>
            <numerusform>%Ln ID was copied masked and not pasted: copy with whole IDs.</numerusform>
            <numerusform>%Ln IDs were copied masked and not pasted: copy with whole IDs.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>For %n copied row(s) there is no row here.</source>
        <translation>
            <numerusform>For %Ln copied row there is no row here.</numerusform>
            <numerusform>For %Ln copied rows there is no row here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>For %n copied column(s) there is no column here.</source>
        <translation>
            <numerusform>For %Ln copied column there is no column here.</numerusform>
            <numerusform>For %Ln copied columns there is no column here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pasted into %n cell(s).</source>
        <translation>
            <numerusform>Pasted into %Ln cell.</numerusform>
            <numerusform>Pasted into %Ln cells.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) filled down.</source>
        <translation>
            <numerusform>%Ln cell filled down.</numerusform>
            <numerusform>%Ln cells filled down.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) cleared.</source>
        <translation>
            <numerusform>%Ln cell cleared.</numerusform>
            <numerusform>%Ln cells cleared.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CitizensModel</name>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%Ln message</numerusform>
            <numerusform>%Ln messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n missed</source>
        <translation>
            <numerusform>%Ln missed</numerusform>
            <numerusform>%Ln missed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConfirmRetry</name>
    <message numerus="yes">
        <source>Send %n row(s) once more?</source>
        <translation>
            <numerusform>Send %Ln row once more?</numerusform>
            <numerusform>Send %Ln rows once more?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send %n row(s) again</source>
        <translation>
            <numerusform>Send %Ln row again</numerusform>
            <numerusform>Send %Ln rows again</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConfirmSend</name>
    <message numerus="yes">
        <source>Replace the message of %n person(s)?</source>
        <translation>
            <numerusform>Replace the message of %Ln person?</numerusform>
            <numerusform>Replace the message of %Ln people?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send a practice message to %n person(s)?</source>
        <translation>
            <numerusform>Send a practice message to %Ln person?</numerusform>
            <numerusform>Send a practice message to %Ln people?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Message %n citizen(s) now?</source>
        <translation>
            <numerusform>Message %Ln citizen now?</numerusform>
            <numerusform>Message %Ln citizens now?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConfirmStart</name>
    <message numerus="yes">
        <source>Book %n person(s) again?</source>
        <translation>
            <numerusform>Book %Ln person again?</numerusform>
            <numerusform>Book %Ln people again?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Book %n practice appointment(s)?</source>
        <translation>
            <numerusform>Book %Ln practice appointment?</numerusform>
            <numerusform>Book %Ln practice appointments?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Message %n citizen(s) now?</source>
        <translation>
            <numerusform>Message %Ln citizen now?</numerusform>
            <numerusform>Message %Ln citizens now?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n citizen(s) get a message at once through LINE and the Mor Prom app. It can&apos;t be taken back.</source>
        <translation>
            <numerusform>%Ln citizen gets a message at once through LINE and the Mor Prom app. It can&apos;t be taken back.</numerusform>
            <numerusform>%Ln citizens get a message at once through LINE and the Mor Prom app. It can&apos;t be taken back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Book %n person(s)</source>
        <translation>
            <numerusform>Book %Ln person</numerusform>
            <numerusform>Book %Ln people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Book %n person(s) again</source>
        <translation>
            <numerusform>Book %Ln person again</numerusform>
            <numerusform>Book %Ln people again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Then book the %n sheet(s) after it, too, one after the other</source>
        <translation>
            <numerusform>Then book the sheet after it, too</numerusform>
            <numerusform>Then book the %Ln sheets after it, too, one after the other</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>For %n person(s) of these there seem to be too few free seats.</source>
        <translation>
            <numerusform>For %Ln person of these there seems to be no free seat.</numerusform>
            <numerusform>For %Ln people of these there seem to be too few free seats.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) of these seem to have an appointment on another day already.</source>
        <translation>
            <numerusform>%Ln person of these seems to have an appointment on another day already.</numerusform>
            <numerusform>%Ln people of these seem to have an appointment on another day already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) are booked already and are skipped.</source>
        <translation>
            <numerusform>%Ln row is booked already and is skipped.</numerusform>
            <numerusform>%Ln rows are booked already and are skipped.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) have another appointment on the same day and are not sent.</source>
        <translation>
            <numerusform>%Ln row has another appointment on the same day and is not sent.</numerusform>
            <numerusform>%Ln rows have another appointment on the same day and are not sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) that the server refused are sent once more, unchanged.</source>
        <translation>
            <numerusform>%Ln row that the server refused is sent once more, unchanged.</numerusform>
            <numerusform>%Ln rows that the server refused are sent once more, unchanged.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>After the booking move %n person(s): the old appointment is cancelled for it</source>
        <translation>
            <numerusform>After the booking move this %Ln person to the sheet&apos;s hour (the old appointment is cancelled)</numerusform>
            <numerusform>After the booking move these %Ln people to the sheet&apos;s hour (their old appointments are cancelled)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) have another dose on another day: rows %1</source>
        <translation>
            <numerusform>%Ln person has another dose on another day: row %1</numerusform>
            <numerusform>%Ln people have another dose on another day: rows %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) may find no free seat:</source>
        <translation>
            <numerusform>There may be no free seat for %Ln person:</numerusform>
            <numerusform>There may be no free seat for %Ln people:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message numerus="yes">
        <source>%n person(s) opened the link.</source>
        <translation>
            <numerusform>%Ln person opened the link.</numerusform>
            <numerusform>%Ln people opened the link.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send the rest (%n call(s))</source>
        <translation>
            <numerusform>Send the rest (%Ln call)</numerusform>
            <numerusform>Send the rest (%Ln calls)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DistributeQuestion</name>
    <message numerus="yes">
        <source>Free hours for %n person(s)</source>
        <translation>
            <numerusform>A free hour for %Ln person</numerusform>
            <numerusform>Free hours for %Ln people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more reason(s)</source>
        <translation>
            <numerusform>%Ln more reason</numerusform>
            <numerusform>%Ln more reasons</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EditSlot</name>
    <message numerus="yes">
        <source>%n seat(s) are taken; fewer can&apos;t be set.</source>
        <translation>
            <numerusform>%Ln seat is taken; fewer can&apos;t be set.</numerusform>
            <numerusform>%Ln seats are taken; fewer can&apos;t be set.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GroupButton</name>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HelpScreen</name>
    <message numerus="yes">
        <source>%n more: search by a word of the sentence.</source>
        <translation>
            <numerusform>%Ln more: search by a word of the sentence.</numerusform>
            <numerusform>%Ln more: search by a word of the sentence.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryColumns</name>
    <message numerus="yes">
        <source>Unfinished: %n to cancel</source>
        <translation>
            <numerusform>Unfinished: %Ln to cancel</numerusform>
            <numerusform>Unfinished: %Ln to cancel</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Unfinished: %n with two appointments</source>
        <translation>
            <numerusform>Unfinished: %Ln with two appointments</numerusform>
            <numerusform>Unfinished: %Ln with two appointments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cancelled</source>
        <translation>
            <numerusform>%Ln cancelled</numerusform>
            <numerusform>%Ln cancelled</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not booked again</source>
        <translation>
            <numerusform>%Ln not booked again</numerusform>
            <numerusform>%Ln not booked again</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>IdWords</name>
    <message numerus="yes">
        <source>%n row(s) with an ID that was put in: the target list was asked whose it is, and it fits.</source>
        <translation>
            <numerusform>%Ln row with an ID that was put in: the target list was asked whose it is, and it fits.</numerusform>
            <numerusform>%Ln rows with an ID that was put in: the target list was asked whose they are, and they fit.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KeptWords</name>
    <message numerus="yes">
        <source>%n fix(es) of this file from %1 are kept and not used in the open sheet yet.</source>
        <translation>
            <numerusform>%Ln fix of this file from %1 is kept and not used in the open sheet yet.</numerusform>
            <numerusform>%Ln fixes of this file from %1 are kept and not used in the open sheet yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The file was changed since: %n more no longer fit a row of it.</source>
        <translation>
            <numerusform>The file was changed since: %Ln more no longer fits a row of it.</numerusform>
            <numerusform>The file was changed since: %Ln more no longer fit a row of it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Leaving</name>
    <message numerus="yes">
        <source>%n pasted row(s) are in no file and would be gone.</source>
        <translation>
            <numerusform>%Ln pasted row is in no file and would be gone.</numerusform>
            <numerusform>%Ln pasted rows are in no file and would be gone.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) to this sheet would be gone. The file itself stays as it is.</source>
        <translation>
            <numerusform>%Ln change to this sheet would be gone. The file itself stays as it is.</numerusform>
            <numerusform>%Ln changes to this sheet would be gone. The file itself stays as it is.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListLeft</name>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%Ln person</numerusform>
            <numerusform>%Ln people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListQuestion</name>
    <message numerus="yes">
        <source>Move to these days, too (%n person(s))</source>
        <translation>
            <numerusform>Move to these days, too (%Ln person)</numerusform>
            <numerusform>Move to these days, too (%Ln people)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel the appointments of %n citizen(s)?</source>
        <translation>
            <numerusform>Cancel the appointment of %Ln citizen?</numerusform>
            <numerusform>Cancel the appointments of %Ln citizens?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move the appointments of %n citizen(s)?</source>
        <translation>
            <numerusform>Move the appointment of %Ln citizen?</numerusform>
            <numerusform>Move the appointments of %Ln citizens?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Book %n cancelled appointment(s) again?</source>
        <translation>
            <numerusform>Book %Ln cancelled appointment again?</numerusform>
            <numerusform>Book %Ln cancelled appointments again?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel %n appointment(s)</source>
        <translation>
            <numerusform>Cancel %Ln appointment</numerusform>
            <numerusform>Cancel %Ln appointments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n person(s)</source>
        <translation>
            <numerusform>Move %Ln person</numerusform>
            <numerusform>Move %Ln people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Book %n person(s)</source>
        <translation>
            <numerusform>Book %Ln person</numerusform>
            <numerusform>Book %Ln people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LooksBack</name>
    <message numerus="yes">
        <source>%n with problems</source>
        <translation>
            <numerusform>%Ln with problems</numerusform>
            <numerusform>%Ln with problems</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n set aside or left out</source>
        <translation>
            <numerusform>%Ln set aside or left out</numerusform>
            <numerusform>%Ln set aside or left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) of “%1” are not in this batch and not shown here: %2.</source>
        <translation>
            <numerusform>%Ln row of “%1” is not in this batch and not shown here: %2.</numerusform>
            <numerusform>%Ln rows of “%1” are not in this batch and not shown here: %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) of “%1” were left as they are and are not shown here.</source>
        <translation>
            <numerusform>%Ln row of “%1” was left as it is and is not shown here.</numerusform>
            <numerusform>%Ln rows of “%1” were left as they are and are not shown here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n sheet(s) are done.</source>
        <translation>
            <numerusform>%Ln sheet is done.</numerusform>
            <numerusform>All %Ln sheets are done.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Lost</name>
    <message numerus="yes">
        <source>%n person(s) have no appointment now: the old one is cancelled, no new one booked. Book at once.</source>
        <translation>
            <numerusform>%Ln person has no appointment now: the old one is cancelled, there is no new one. Book them at once.</numerusform>
            <numerusform>%Ln people have no appointment now: the old ones are cancelled, there are no new ones. Book them at once.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Next free hour for these %n…</source>
        <translation>
            <numerusform>Next free hour for this one…</numerusform>
            <numerusform>Next free hour for these %Ln…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MendList</name>
    <message numerus="yes">
        <source>%n row(s) that nothing was done with</source>
        <translation>
            <numerusform>%Ln row that nothing was done with</numerusform>
            <numerusform>%Ln rows that nothing was done with</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more row(s) are asked about again as they are.</source>
        <translation>
            <numerusform>%Ln more row is looked at again as it is.</numerusform>
            <numerusform>%Ln more rows are looked at again as they are.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message numerus="yes">
        <source>The same for %n row(s)…</source>
        <translation>
            <numerusform>The same for %Ln row…</numerusform>
            <numerusform>The same for %Ln rows…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A free hour for %n row(s)…</source>
        <translation>
            <numerusform>A free hour for %Ln row…</numerusform>
            <numerusform>A free hour for %Ln rows…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Leave out %n row(s)</source>
        <translation>
            <numerusform>Leave out %Ln row</numerusform>
            <numerusform>Leave out %Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take in %n row(s) again</source>
        <translation>
            <numerusform>Take in %Ln row again</numerusform>
            <numerusform>Take in %Ln rows again</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NameCheck</name>
    <message numerus="yes">
        <source>Check %n name(s) against IDs?</source>
        <translation>
            <numerusform>Check %Ln name against its ID?</numerusform>
            <numerusform>Check %Ln names against their IDs?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n name(s) looked up.</source>
        <translation>
            <numerusform>%Ln name looked up.</numerusform>
            <numerusform>%Ln names looked up.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The name does not fit the ID in %n row(s).</source>
        <translation>
            <numerusform>The name does not fit the ID in %Ln row.</numerusform>
            <numerusform>The name does not fit the ID in %Ln rows.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) are not on the target list.</source>
        <translation>
            <numerusform>%Ln row is not on the target list.</numerusform>
            <numerusform>%Ln rows are not on the target list.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) can&apos;t be compared.</source>
        <translation>
            <numerusform>%Ln row can&apos;t be compared.</numerusform>
            <numerusform>%Ln rows can&apos;t be compared.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NotBooked</name>
    <message numerus="yes">
        <source>%n row(s) are left out by hand.</source>
        <translation>
            <numerusform>%Ln row is left out by hand.</numerusform>
            <numerusform>%Ln rows are left out by hand.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) are booked as they were read, with something to be checked:</source>
        <translation>
            <numerusform>%Ln row is booked as it was read, with something to be checked:</numerusform>
            <numerusform>%Ln rows are booked as they were read, with something to be checked:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) are not booked, with something to be answered or fixed:</source>
        <translation>
            <numerusform>%Ln row is not booked, with something to be answered or fixed:</numerusform>
            <numerusform>%Ln rows are not booked, with something to be answered or fixed:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more kind(s), see Problems</source>
        <translation>
            <numerusform>%Ln more kind, see Problems</numerusform>
            <numerusform>%Ln more kinds, see Problems</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OfficeSettings</name>
    <message numerus="yes">
        <source>The office does not know %n batch(es) of this computer yet.</source>
        <translation>
            <numerusform>The office does not know %Ln batch of this computer yet.</numerusform>
            <numerusform>The office does not know %Ln batches of this computer yet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PersonCard</name>
    <message numerus="yes">
        <source>%n year(s)</source>
        <translation>
            <numerusform>%Ln year</numerusform>
            <numerusform>%Ln years</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PhoneScreen</name>
    <message numerus="yes">
        <source>%n message(s) did not arrive: not registered with Mor Prom on LINE OA or in the app.</source>
        <translation>
            <numerusform>%Ln message did not arrive: not registered with Mor Prom on LINE OA or in the app.</numerusform>
            <numerusform>%Ln messages did not arrive: not registered with Mor Prom on LINE OA or in the app.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PickPerson</name>
    <message numerus="yes">
        <source>%n person(s) found</source>
        <translation>
            <numerusform>%Ln person found</numerusform>
            <numerusform>%Ln people found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProblemList</name>
    <message numerus="yes">
        <source>%n cell(s) fixed here; the file itself stays as it is.</source>
        <translation>
            <numerusform>%Ln cell fixed here; the file itself stays as it is.</numerusform>
            <numerusform>%Ln cells fixed here; the file itself stays as it is.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) were not booked. Fix them here, then book them anew.</source>
        <translation>
            <numerusform>%Ln row was not booked. Fix it here, then book it anew.</numerusform>
            <numerusform>%Ln rows were not booked. Fix them here, then book them anew.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReasonCard</name>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Next free hour for these %n…</source>
        <translation>
            <numerusform>Next free hour for this one…</numerusform>
            <numerusform>Next free hour for these %Ln…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RefusedAlike</name>
    <message numerus="yes">
        <source>%n row(s) not sent yet</source>
        <translation>
            <numerusform>%Ln row not sent yet</numerusform>
            <numerusform>%Ln rows not sent yet</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RegisterMany</name>
    <message numerus="yes">
        <source>Register %n person(s) on the target list?</source>
        <translation>
            <numerusform>Register %Ln person on the target list?</numerusform>
            <numerusform>Register %Ln people on the target list?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) lack something and are left out.</source>
        <translation>
            <numerusform>%Ln row lacks something and is left out.</numerusform>
            <numerusform>%Ln rows lack something and are left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Register %n person(s)</source>
        <translation>
            <numerusform>Register %Ln person</numerusform>
            <numerusform>Register %Ln people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RegisterSheet</name>
    <message numerus="yes">
        <source>%n row(s) were refused because the person is not on the target list.</source>
        <translation>
            <numerusform>%Ln row was refused because the person is not on the target list.</numerusform>
            <numerusform>%Ln rows were refused because the person is not on the target list.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Result</name>
    <message numerus="yes">
        <source>%n person(s) booked.</source>
        <translation>
            <numerusform>%Ln person booked.</numerusform>
            <numerusform>%Ln people booked.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not cancelled: the appointment still stands.</source>
        <translation>
            <numerusform>%Ln not cancelled: the appointment still stands.</numerusform>
            <numerusform>%Ln not cancelled: the appointments still stand.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without an appointment now.</source>
        <translation>
            <numerusform>%Ln person without an appointment now.</numerusform>
            <numerusform>%Ln people without an appointment now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n appointment(s) cancelled.</source>
        <translation>
            <numerusform>%Ln appointment cancelled.</numerusform>
            <numerusform>%Ln appointments cancelled.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cancelled or moved before, left out.</source>
        <translation>
            <numerusform>%Ln cancelled or moved before, left out.</numerusform>
            <numerusform>%Ln cancelled or moved before, left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n moved.</source>
        <translation>
            <numerusform>%Ln moved.</numerusform>
            <numerusform>%Ln moved.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n booked already, skipped.</source>
        <translation>
            <numerusform>%Ln booked already, skipped.</numerusform>
            <numerusform>%Ln booked already, skipped.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n held back, nothing sent.</source>
        <translation>
            <numerusform>%Ln held back, nothing sent.</numerusform>
            <numerusform>%Ln held back, nothing sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused.</source>
        <translation>
            <numerusform>%Ln refused.</numerusform>
            <numerusform>%Ln refused.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in doubt.</source>
        <translation>
            <numerusform>%Ln in doubt.</numerusform>
            <numerusform>%Ln in doubt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with problems, left out.</source>
        <translation>
            <numerusform>%Ln with problems, left out.</numerusform>
            <numerusform>%Ln with problems, left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not sent yet.</source>
        <translation>
            <numerusform>%Ln not sent yet.</numerusform>
            <numerusform>%Ln not sent yet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunBar</name>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>about %Ln minute left</numerusform>
            <numerusform>about %Ln minutes left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s) left</source>
        <translation>
            <numerusform>about %Ln hour left</numerusform>
            <numerusform>about %Ln hours left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SameDay</name>
    <message numerus="yes">
        <source>%n person(s) have another hour that day already and were not booked: %1</source>
        <translation>
            <numerusform>%Ln person has another hour that day already and was not booked: %1</numerusform>
            <numerusform>%Ln people have another hour that day already and were not booked: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) have two appointments on one day: keep one, cancel the other.</source>
        <translation>
            <numerusform>%Ln person has two appointments on one day: keep one, cancel the other.</numerusform>
            <numerusform>%Ln people have two appointments on one day: keep one, cancel the other.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) have two seats: another computer?</source>
        <translation>
            <numerusform>%Ln person has two seats: another computer?</numerusform>
            <numerusform>%Ln people have two seats: another computer?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move these %n to the new hour</source>
        <translation>
            <numerusform>Move this one to the new hour</numerusform>
            <numerusform>Move these %Ln to the new hour</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel %n booked from here</source>
        <translation>
            <numerusform>Cancel %Ln booked from here</numerusform>
            <numerusform>Cancel %Ln booked from here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n person(s) to the sheet&apos;s hour?</source>
        <translation>
            <numerusform>Move %Ln person to the sheet&apos;s hour?</numerusform>
            <numerusform>Move %Ln people to the sheet&apos;s hour?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) can&apos;t be moved and stay where they are:</source>
        <translation>
            <numerusform>%Ln person can&apos;t be moved and stays as before:</numerusform>
            <numerusform>%Ln people can&apos;t be moved and stay as before:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them were not taken at this hour before; it would be tried once more:</source>
        <translation>
            <numerusform>%Ln of them was not taken at this hour before; it would be tried once more:</numerusform>
            <numerusform>%Ln of them were not taken at this hour before; it would be tried once more:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n person(s)</source>
        <translation>
            <numerusform>Move %Ln person</numerusform>
            <numerusform>Move %Ln people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel what this batch booked for %n person(s)?</source>
        <translation>
            <numerusform>Cancel what this batch booked for %Ln person?</numerusform>
            <numerusform>Cancel what this batch booked for %Ln people?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel %n appointment(s)</source>
        <translation>
            <numerusform>Cancel %Ln appointment</numerusform>
            <numerusform>Cancel %Ln appointments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SameQuestion</name>
    <message numerus="yes">
        <source>The same for %n row(s)</source>
        <translation>
            <numerusform>The same for %Ln row</numerusform>
            <numerusform>The same for %Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SheetLine</name>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n also on another sheet</source>
        <translation>
            <numerusform>%Ln person also on another sheet</numerusform>
            <numerusform>%Ln people also on another sheet</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Standing</name>
    <message numerus="yes">
        <source>%n row(s) are ready to book.</source>
        <translation>
            <numerusform>%Ln row is ready to book.</numerusform>
            <numerusform>%Ln rows are ready to book.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them the server refused before: fix them, or Start sends them as they are.</source>
        <translation>
            <numerusform>%Ln of them the server refused before: fix it, or Start sends it as it is.</numerusform>
            <numerusform>%Ln of them the server refused before: fix them, or Start sends them as they are.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) have problems and are left out until they are fixed.</source>
        <translation>
            <numerusform>%Ln row has a problem and is left out until it is fixed.</numerusform>
            <numerusform>%Ln rows have problems and are left out until they are fixed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SumWords</name>
    <message numerus="yes">
        <source>%n booked.</source>
        <translation>
            <numerusform>%Ln booked.</numerusform>
            <numerusform>%Ln booked.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n booked already, skipped.</source>
        <translation>
            <numerusform>%Ln booked already, skipped.</numerusform>
            <numerusform>%Ln booked already, skipped.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n held back, nothing sent.</source>
        <translation>
            <numerusform>%Ln held back, nothing sent.</numerusform>
            <numerusform>%Ln held back, nothing sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused.</source>
        <translation>
            <numerusform>%Ln refused.</numerusform>
            <numerusform>%Ln refused.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in doubt.</source>
        <translation>
            <numerusform>%Ln in doubt.</numerusform>
            <numerusform>%Ln in doubt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not sent yet.</source>
        <translation>
            <numerusform>%Ln not sent yet.</numerusform>
            <numerusform>%Ln not sent yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with problems, left out.</source>
        <translation>
            <numerusform>%Ln with problems, left out.</numerusform>
            <numerusform>%Ln with problems, left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n set aside or left out.</source>
        <translation>
            <numerusform>%Ln set aside or left out.</numerusform>
            <numerusform>%Ln set aside or left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message numerus="yes">
        <source>Office: %n computer(s)</source>
        <translation>
            <numerusform>Office: %Ln computer</numerusform>
            <numerusform>Office: %Ln computers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Unended</name>
    <message numerus="yes">
        <source>%n person(s) still have the old appointment, too. Continue cancels it again.</source>
        <translation>
            <numerusform>%Ln person still has the old appointment, too. Continue cancels it again.</numerusform>
            <numerusform>%Ln people still have the old appointment, too. Continue cancels it again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Unkept</name>
    <message numerus="yes">
        <source>%n fix(es) would be lost</source>
        <translation>
            <numerusform>%Ln fix would be lost</numerusform>
            <numerusform>%Ln fixes would be lost</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Unreached</name>
    <message numerus="yes">
        <source>Please ring up %n person(s)</source>
        <translation>
            <numerusform>Please ring up %Ln person</numerusform>
            <numerusform>Please ring up %Ln people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UploadNotices</name>
    <message numerus="yes">
        <source>%n more unfinished in History.</source>
        <translation>
            <numerusform>%Ln more unfinished in History.</numerusform>
            <numerusform>%Ln more unfinished in History.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Book again (%n)…</source>
        <translation>
            <numerusform>Book again (%Ln)…</numerusform>
            <numerusform>Book again (%Ln)…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UploadScreen</name>
    <message numerus="yes">
        <source>%n row(s) ready</source>
        <translation>
            <numerusform>%Ln row ready</numerusform>
            <numerusform>%Ln rows ready</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) booked</source>
        <translation>
            <numerusform>%Ln row booked</numerusform>
            <numerusform>%Ln rows booked</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Whether</name>
    <message numerus="yes">
        <source>%n row(s) on days that may not be meant: %1</source>
        <translation>
            <numerusform>%Ln row on a day that may not be meant: %1</numerusform>
            <numerusform>%Ln rows on days that may not be meant: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Book these days, too (%n row(s))</source>
        <translation>
            <numerusform>Book this day, too (%Ln row)</numerusform>
            <numerusform>Book these days, too (%Ln rows)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) were held back, as their day may not be meant: rows %1</source>
        <translation>
            <numerusform>%Ln row was held back, as its day may not be meant: row %1</numerusform>
            <numerusform>%Ln rows were held back, as their day may not be meant: rows %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Book the days that may not be meant, too (%n row(s))</source>
        <translation>
            <numerusform>Book the day that may not be meant, too (%Ln row)</numerusform>
            <numerusform>Book the days that may not be meant, too (%Ln rows)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) seem to have an appointment on another day already: rows %1</source>
        <translation>
            <numerusform>%Ln person seems to have an appointment on another day already: row %1</numerusform>
            <numerusform>%Ln people seem to have an appointment on another day already: rows %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Book %n person(s) with another day, too: one more appointment each</source>
        <translation>
            <numerusform>Book %Ln person with another day, too: one more appointment</numerusform>
            <numerusform>Book %Ln people with another day, too: one more appointment each</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WhoseId</name>
    <message numerus="yes">
        <source>Whose ID was put in? %n row(s)</source>
        <translation>
            <numerusform>Whose ID was put in? %Ln row</numerusform>
            <numerusform>Whose ID was put in? %Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more, see the rows</source>
        <translation>
            <numerusform>and %Ln more, see the rows</numerusform>
            <numerusform>and %Ln more, see the rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Book %n row(s) nobody can tell of</source>
        <translation>
            <numerusform>Book %Ln row nobody can tell of</numerusform>
            <numerusform>Book %Ln rows nobody can tell of</numerusform>
        </translation>
    </message>
</context>
</TS>

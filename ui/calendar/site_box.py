"""Where: the facility itself or one of its field sites (หน่วยฉีดนอกสถานที่)."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from app.domain.values import Account, FieldSite
from ui.kit.translated import Translated


class SiteBox(Translated, QComboBox):
    """Hidden where the facility has no field sites. `site`: the chosen one; None: the facility itself."""

    def __init__(self) -> None:
        super().__init__()
        self._offered: tuple[Account | None, tuple[FieldSite, ...]] = (None, ())
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Facility or field site"))

    @property
    def site(self) -> FieldSite | None:
        found: FieldSite | None = self.currentData()
        return found

    def offer(self, account: Account | None, sites: tuple[FieldSite, ...], chosen: FieldSite | None = None) -> None:
        """Fill it anew where there is something else to choose from."""
        if (account, sites) == self._offered:
            return
        self._offered = (account, sites)
        self.clear()
        if account is not None:
            self.addItem(f"{account.facility} {account.facility_name}".strip(), None)
        for one in sites:
            self.addItem(f"{one.code} {one.name}".strip(), one)
        self.setCurrentIndex(max(0, self.findData(chosen)))
        self.setVisible(bool(sites))

"""The reference of the random histories: what must be taken, stored and read, from a diary alone.

It knows no table and no rule of the product; it says in plain Python what `domain.md` promises.
"""

from dataclasses import dataclass, field

from tests.web.reviews.stage import SHEETS

PEERS = ("pia", "paul")


@dataclass
class Written:
    """A sheet: the last word on it, and whether it is handed in."""

    word: str = ""
    is_handed_in: bool = False


@dataclass
class Subject:
    """Somebody in the round. `result` is the word of the released result; None without one."""

    manager: str = "tom"
    has_left: bool = False
    is_held: bool = False
    is_released: bool = False
    result: str | None = None

    @property
    def is_open(self) -> bool:
        """Words about them may change."""
        return not (self.has_left or self.is_held or self.is_released)


@dataclass
class Diary:
    """What happened, in so far as anybody may notice."""

    is_told_first: bool
    is_opened: bool = False
    is_released: bool = False
    is_closed: bool = False
    ana_reports_to: str = "tom"
    sheets: dict[str, Written] = field(default_factory=dict)
    subjects: dict[str, Subject] = field(default_factory=dict)
    sealed: dict[str, str] = field(default_factory=dict)
    has_batch: bool = False
    batch: tuple[str, ...] = ()
    passed_on: tuple[str, ...] = ()

    def leads(self, subject: str) -> str:
        """To whom somebody reports now."""
        return self.ana_reports_to if subject == "ana" else "tom"

    def may_write(self, name: str) -> bool:
        """The author, while the right lasts and nothing is handed in or released."""
        subject, author, perspective = SHEETS[name]
        if name not in self.sheets or not self._is_running(subject):
            return False
        right = {author, self.leads(subject), self.subjects[subject].manager}
        is_author = perspective == "self" or right == {author}
        return is_author and not self.sheets[name].is_handed_in

    def take(self, verb: str, *what: str) -> bool:
        """Whether a step must be taken; notes what follows from it."""
        taken: bool = getattr(self, f"_{verb}")(*what)
        return taken

    # Steps.

    def _open(self) -> bool:
        if self.is_opened:
            return False
        self.is_opened = True
        self.subjects = {"ana": Subject(self.ana_reports_to), "ben": Subject()}
        mine = f"ana-{self.ana_reports_to}"
        self.sheets = {name: Written() for name in ("ana-self", mine, "ben-self", "ben-tom")}
        return True

    def _write(self, name: str, word: str) -> bool:
        if not self.may_write(name):
            return False
        self.sheets[name].word = word
        return True

    def _submit(self, name: str) -> bool:
        if not self.may_write(name) or not self.sheets[name].word:
            return False
        self.sheets[name].is_handed_in = True
        return True

    def _reopen(self, name: str) -> bool:
        sheet = self.sheets.get(name)
        if sheet is None or not sheet.is_handed_in or not self._is_running(SHEETS[name][0]):
            return False
        sheet.is_handed_in = False
        return True

    def _move(self, manager: str) -> bool:
        self.ana_reports_to = manager
        return True

    def _hand_over(self, manager: str) -> bool:
        if not self._is_running("ana") or manager != self.ana_reports_to:
            return False
        self.subjects["ana"].manager = manager
        self.sheets.setdefault(f"ana-{manager}", Written())
        return True

    def _leave(self, subject: str) -> bool:
        if not self._is_running(subject):
            return False
        self.subjects[subject].has_left = True
        return True

    def _answer(self, peer: str, word: str) -> bool:
        if not self._is_running("ana") or self.has_batch or peer in self.sealed:
            return False
        self.sealed[peer] = word
        return True

    def _end_peers(self) -> bool:
        if self._is_running("ana") and len(self.sealed) == len(PEERS):
            self._put_together()
        return True

    def _release(self, subject: str) -> bool:
        if not self.is_opened or self.is_released:
            return False
        chosen = [subject] if subject else list(self.subjects)
        for each in chosen:
            if self.subjects[each].is_open:
                self._release_one(each)
        self.is_released = not any(each.is_open for each in self.subjects.values())
        return True

    def _talk(self, subject: str) -> bool:
        if not self.is_opened or not self.subjects[subject].is_held:
            return False
        self._tell(subject)
        return True

    def _overdue(self) -> bool:
        for name, each in self.subjects.items():
            if each.is_held:
                self._tell(name)
        return True

    def _close(self) -> bool:
        waiting = any(each.is_held for each in self.subjects.values())
        if not self.is_released or waiting or self.is_closed:
            return False
        self.is_closed = True
        return True

    # What follows.

    def _is_running(self, subject: str) -> bool:
        return self.is_opened and not self.is_released and self.subjects[subject].is_open

    def _release_one(self, name: str) -> None:
        if name == "ana" and not self.has_batch:
            self._put_together()
        sheet = self.sheets.get(f"{name}-{self.subjects[name].manager}", Written())
        if self.is_told_first and sheet.is_handed_in:
            self.subjects[name].is_held = True
        else:
            self._tell(name)

    def _tell(self, name: str) -> None:
        subject = self.subjects[name]
        sheet = self.sheets.get(f"{name}-{subject.manager}", Written())
        subject.is_held, subject.is_released = False, True
        if sheet.is_handed_in:
            subject.result = sheet.word
            self.passed_on = self.batch if name == "ana" else self.passed_on

    def _put_together(self) -> None:
        self.has_batch = True
        self.batch = tuple(self.sealed.values()) if len(self.sealed) >= 2 else ()

    # What is read.

    def read_by(self, reader: str) -> set[str]:
        """Every word that somebody must be able to read now, and no other."""
        found: set[str] = set()
        for name, sheet in self.sheets.items():
            subject, author, perspective = SHEETS[name]
            if perspective == "self" and reader == author:
                found.add(sheet.word)
            if perspective == "manager" and self._writes(reader, subject) and reader == author:
                found |= {sheet.word, *self._beside(subject, sheet)}
            if reader == "hana" and sheet.is_handed_in:
                found.add(sheet.word)
        for name, each in self.subjects.items():
            reads = reader in (name, self.leads(name), "hana")
            if reads and each.result is not None:
                found |= {each.result, *(self.passed_on if name == "ana" else ())}
        if reader == "hana":
            found |= set(self.batch)
        return found - {""}

    def _writes(self, reader: str, subject: str) -> bool:
        return reader == self.leads(subject) == self.subjects[subject].manager

    def _beside(self, subject: str, sheet: Written) -> set[str]:
        """What lies beside the manager's rating once there is one."""
        if not sheet.word:
            return set()
        own = self.sheets[f"{subject}-self"]
        found = {own.word} if own.is_handed_in else set()
        reads_colleagues = subject == "ana" and sheet.is_handed_in
        return found | (set(self.batch) if reads_colleagues else set())

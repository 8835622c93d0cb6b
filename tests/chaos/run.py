"""One run: shoppers shop, the nemesis kills, then everything is left in peace and the auditor looks."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from tests.chaos import auditor, books, clientlog, goods, plan
from tests.chaos.auditor import Case
from tests.chaos.books import Ask, Books, Unreadable
from tests.chaos.nemesis import Nemesis
from tests.chaos.sampler import Sampler
from tests.chaos.shoppers import Account, Shopper, accounts, logs
from tests.chaos.world import Kill, World

SHOPPERS = 8
ACCOUNTS_EACH = 3
# After the last process is back, everything has to be over.
SETTLED_WITHIN = 60.0  # seconds
TOLD_EVERY = 10.0  # seconds
Tell = Callable[[str], None]
Job = Future[None]


class Attack(Protocol):
    """What is done to the mesh meanwhile. `run` ends by itself, or soon after `over` was set."""

    over: threading.Event
    kills: list[Kill]

    @property
    def hits(self) -> int: ...

    @property
    def unlogged(self) -> Collection[str]:
        """Orders that it placed itself."""
        ...

    def run(self) -> None: ...


@dataclass(frozen=True)
class Wanted:
    checkouts: int
    seed: int
    # The nemesis goes on until it has hit so often, even if nobody shops any more; and after `most_kills` it stops.
    kills: int = 0
    most_kills: int = 0
    shoppers: int = SHOPPERS
    # Shopping ends with the attack, however many checkouts that makes; `checkouts` are then the most.
    as_long_as_attacked: bool = False
    # Nobody's card is refused, and nothing runs out.
    smooth: bool = False
    # A run that takes longer than this is not waited for any longer; whatever is undecided then counts as unfinished.
    seconds: float = 24 * 3600


@dataclass(frozen=True)
class Result:
    wanted: Wanted
    profile: str
    violations: Mapping[str, list[str]]
    ledger_sum: int
    samples: int
    missed_samples: int
    kills: int
    victims: Mapping[str, int]
    answers: Mapping[str, int]
    settled: float
    seconds: float

    @property
    def kept(self) -> bool:
        """Whether every promise was."""
        everybody = self.wanted.as_long_as_attacked or self.answers["begun"] == self.wanted.checkouts
        return everybody and not any(self.violations.values()) and self.ledger_sum == 0

    def facts(self) -> dict[str, Any]:
        """For programs. Every check's name stands for how often it found something."""
        return {
            "checkouts": self.answers["begun"],
            "seed": self.wanted.seed,
            "profile": self.profile,
            "kills": self.kills,
            **{name: len(found) for name, found in self.violations.items()},
            "ledger_sum": self.ledger_sum,
            "ledger_samples": self.samples,
            "ledger_samples_missed": self.missed_samples,
            **self.answers,
            "settled_seconds": round(self.settled, 1),
            "seconds": round(self.seconds, 1),
            "victims": dict(self.victims),
            "found": {name: found[:20] for name, found in self.violations.items() if found},
        }


@dataclass
class Run:
    world: World
    wanted: Wanted
    tell: Tell
    ask: Ask
    folder: Path
    attack: Attack
    give_up: threading.Event = field(default_factory=threading.Event)
    enough: threading.Event = field(default_factory=threading.Event)

    def result(self) -> Result:
        began = time.monotonic()
        products = goods.stock(self.world.mesh, self.wanted.checkouts, plentiful=self.wanted.smooth)
        before = books.read(self.ask)
        sampler = Sampler(self.ask)
        with accounts(url(self.world), self.wanted.shoppers * ACCOUNTS_EACH) as people:
            shoppers = self._shoppers(people, products)
            with in_background(sampler.run, sampler.over):
                healed = self._shop(shoppers)
                case = self._settled(before, healed)
                settled = time.monotonic() - healed
        sampler.look()
        return Result(
            wanted=self.wanted,
            profile=self.world.profile,
            violations=auditor.audit(case),
            ledger_sum=sampler.worst,
            samples=len(sampler.samples),
            missed_samples=sampler.missed,
            kills=self.attack.hits,
            victims=Counter(kill.name for kill in self.attack.kills if kill.hit),
            answers=counted(case.told),
            settled=settled,
            seconds=time.monotonic() - began,
        )

    def _shoppers(self, people: list[Account], products: list[int]) -> list[Shopper]:
        shares = plan.shares(self.wanted.checkouts, self.wanted.shoppers)
        return [
            Shopper(
                number=number,
                seed=self.wanted.seed,
                accounts=people[number :: self.wanted.shoppers],
                intents=plan.intents(self.wanted.seed, number, share, products, smooth=self.wanted.smooth),
                log=logs(self.folder, number),
                give_up=self.give_up,
                enough=self.enough,
            )
            for number, share in enumerate(shares)
        ]

    def _shop(self, shoppers: list[Shopper]) -> float:
        """Until everybody was told how it ended, or time is up. The moment at which everything served again."""
        with ThreadPoolExecutor(len(shoppers), thread_name_prefix="shopper") as pool:
            try:
                with in_background(self.attack.run, self.attack.over) as attacking:
                    shopping = [pool.submit(shopper.run) for shopper in shoppers]
                    self._watch(shopping, attacking, shoppers)
                self.tell(f"{self.attack.hits} kills; healing")
                self.world.heal()
                healed = time.monotonic()
                wait(shopping, timeout=SETTLED_WITHIN)
            finally:
                self.give_up.set()
        for shopper in shopping:
            shopper.result()
        return healed

    def _watch(self, shopping: list[Job], attacking: Job, shoppers: list[Shopper]) -> None:
        """While people shop, and until there were enough kills."""
        end, told = time.monotonic() + self.wanted.seconds, time.monotonic()
        while time.monotonic() < end:
            done = sum(shopper.done for shopper in shoppers)
            if self.wanted.as_long_as_attacked and attacking.done():
                self.enough.set()
            shopped = done == self.wanted.checkouts or all(job.done() for job in shopping)
            if shopped and (attacking.done() or self.attack.hits >= self.wanted.kills):
                return
            if time.monotonic() - told >= TOLD_EVERY:
                told = time.monotonic()
                self.tell(f"{done:,} of {self.wanted.checkouts:,} checkouts, {self.attack.hits} kills")
            time.sleep(0.1)

    def _settled(self, before: Books, healed: float) -> Case:
        """The case as soon as nothing is unfinished in it, at the latest when the time for that is over."""
        self.tell("everything serves again; waiting until nothing is left to do")
        while True:
            last = time.monotonic() - healed >= SETTLED_WITHIN
            try:
                case = self._case(before)
            except Unreadable:
                if last:
                    raise
            else:
                if last or not any(auditor.unfinished(case)):
                    return case
            time.sleep(0.5)

    def _case(self, before: Books) -> Case:
        return Case(before, books.read(self.ask), clientlog.read(self.folder), frozenset(self.attack.unlogged))


@contextmanager
def in_background(work: Callable[[], None], over: threading.Event) -> Iterator[Job]:
    """Until the block ends. What went wrong in it is raised here."""
    with ThreadPoolExecutor(1) as pool:
        job = pool.submit(work)
        try:
            yield job
        finally:
            over.set()
        job.result()


def counted(told: auditor.Told) -> dict[str, int]:
    """How the checkouts ended, and what it took."""
    return {
        "begun": len(told),
        "confirmed": sum(checkout.is_confirmed for checkout in told.values()),
        "refused": sum(checkout.is_refused for checkout in told.values()),
        "finished_later": sum(checkout.status == clientlog.PLACED for checkout in told.values()),
        "requests": sum(checkout.sent for checkout in told.values()),
        "troubled_requests": sum(checkout.trouble for checkout in told.values()),
    }


def url(world: World) -> str:
    """By number, so that a client may choose its own address in 127.0.0.0/8."""
    return f"http://127.0.0.1:{world.mesh.port}"


def nemesis(world: World, wanted: Wanted) -> Nemesis:
    return Nemesis(world, wanted.seed, world.state.logs / "nemesis.jsonl", wanted.most_kills)


def run(world: World, wanted: Wanted, tell: Tell = print, attack: Callable[[Ask], Attack] | None = None) -> Result:
    """Without another attack it is the nemesis who comes."""
    folder = world.state.folder / "clients"
    folder.mkdir()
    with books.reader(world) as ask:
        coming = attack(ask) if attack else nemesis(world, wanted)
        return Run(world, wanted, tell, ask, folder, coming).result()

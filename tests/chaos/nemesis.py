"""Kills a process at random, again and again, and writes down what it did."""

from __future__ import annotations

import json
import random
import threading
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tests.chaos.world import Kill, World

SHORTEST, LONGEST = 0.5, 3.0  # seconds between two kills
# Otherwise the whole group is killed, as the kernel does with a container that is out of memory.
ALONE = 0.25


@dataclass
class Nemesis:
    """The same seed names the same victims with the same pauses. What they are doing just then is left to chance."""

    world: World
    seed: int
    log: Path
    # After so many hits it leaves the rest of the run in peace; 0: never.
    most: int = 0
    kills: list[Kill] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def hits(self) -> int:
        return sum(kill.hit for kill in self.kills)

    @property
    def unlogged(self) -> tuple[str, ...]:
        return ()

    @property
    def satisfied(self) -> bool:
        return 0 < self.most <= self.hits

    def run(self) -> None:
        dice = random.Random(f"{self.seed}/nemesis")  # noqa: S311 - to be thrown again
        victims = self.world.victims()
        while not self.satisfied and not self.over.wait(dice.uniform(SHORTEST, LONGEST)):
            name, alone, luck = dice.choice(victims), dice.random() < ALONE, dice.random()
            self.note(self.world.kill(name, luck=luck if alone else None))

    def note(self, kill: Kill) -> None:
        self.kills.append(kill)
        line = {"at": time.time(), "number": len(self.kills), "hit": kill.hit, **asdict(kill)}
        with self.log.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")

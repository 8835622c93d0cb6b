"""Who searches the demo shop for this, means that: judgements, made by hand."""

from __future__ import annotations

from product_service.catalog.models import Product
from product_service.catalog.seed.load import load
from product_service.search.ports import Query
from product_service.tests.search.conftest import Shop

# What was typed, and what has to come first.
JUDGED = {
    "laptop": ["Aurora 14 laptop"],
    "lap": ["Aurora 14 laptop"],
    "keyboard": ["Pebble 75 keyboard", "Parkside 61 keyboard"],
    "piano": ["Parkside 61 keyboard"],
    "mouse": ["Drift wireless mouse"],
    "wireless mouse": ["Drift wireless mouse"],
    "mouse wireless": ["Drift wireless mouse"],
    "wireless": ["Drift wireless mouse"],
    "com-key-75": ["Pebble 75 keyboard"],
    "COM KEY 75": ["Pebble 75 keyboard"],
    "phone": ["Nova One phone"],
    "telephone": ["Retro desk telephone"],
    "desk telephone": ["Retro desk telephone"],
    "charger": ["Plug 65 fast charger"],
    "phone charger": ["Plug 65 fast charger"],
    "camera": ["Field 35 camera"],
    "tv": ["Parlour 32 television"],
    "television": ["Parlour 32 television"],
    "projector": ["Matinee projector"],
    "matinée": ["Matinee projector"],
    "tea": ["Cherry teapot"],
    "clock": ["Mantel clock", "Early bird alarm clock"],
    "alarm": ["Early bird alarm clock"],
    "lamp": ["Harbour sofa with lamp"],
    "sofa": ["Harbour sofa with lamp"],
    "chess": ["Tournament chess set"],
    "chair": ["Alder chair"],
    "fountain pen": ["Comet fountain pen"],
    "pen": ["Comet fountain pen"],
    "shoes": ["Featherline running shoes"],
    "guitar": ["Sunday electric guitar"],
    "bike": ["Kestrel city bike"],
    "tent": ["Two-night tent"],
    "watch": ["Meridian watch"],
    "watches": ["Meridian watch"],
    "headphones": ["Halo 7 headphones"],
    # slips
    "labtop": ["Aurora 14 laptop"],
    "keybaord": ["Pebble 75 keyboard"],
    "headphnes": ["Halo 7 headphones"],
    "telscope": ["Skylark 90 telescope"],
    "suitcaes": ["Cabin suitcase"],
    "guitra": ["Sunday electric guitar"],
    "wirless mouse": ["Drift wireless mouse"],
    "compas": ["Pathfinder compass"],
    # nobody sells these
    "elephant": [],
    "laptop elephant": [],
}


def test_the_demo_shop(shop: Shop) -> None:
    load()
    shop.settle()
    names = dict(Product.objects.values_list("pk", "name"))
    engine = shop.engine()
    got = {
        text: [names[one] for one in engine.find(Query(text, limit=max(1, len(first)))).ids]
        for text, first in JUDGED.items()
    }
    assert got == JUDGED

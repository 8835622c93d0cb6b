from __future__ import annotations

from django.db import migrations
from django.db.models import Count, Exists, F, OuterRef, Q

# What the columns of 0003 hold for what was there before them.


def what_is_in_stock(apps, schema_editor):
    product, stock = apps.get_model("catalog", "Product"), apps.get_model("stock", "Stock")
    available = stock.objects.filter(product_id=OuterRef("pk"), on_hand__gt=F("reserved"))
    product.objects.filter(Exists(available)).update(in_stock=True)


def every_category_at_the_top(apps, schema_editor):
    categories = apps.get_model("catalog", "Category").objects
    for category in categories.annotate(on_sale=Count("products", filter=Q(products__active=True))):
        categories.filter(pk=category.pk).update(path=f"{category.pk}/", counted=category.on_sale)


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0003_tree_gallery_and_facts"),
        # Its tables are read, so they have to be there; it refers to catalog.0001 only.
        ("stock", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(what_is_in_stock, migrations.RunPython.noop, elidable=False),
        migrations.RunPython(every_category_at_the_top, migrations.RunPython.noop, elidable=False),
    ]

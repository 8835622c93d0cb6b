import pytest
from product_service.search import engines, services
from product_service.search.ports import Query
from product_service.search import vocabulary


@pytest.mark.django_db
def test_smoke(make_product):
    a = make_product(name="Alder chair")
    b = make_product(name="Cherry teapot", description="goes with the chair")
    services.products_changed([a.pk, b.pk])
    while vocabulary.fold():
        pass
    e = engines.embedded()
    assert e.find(Query("chair")).ids == [a.pk, b.pk]
    assert e.find(Query("CHÁI")).ids == [a.pk, b.pk]
    f = e.find(Query("chiar"))
    assert (f.ids, f.corrected) == ([a.pk, b.pk], "chair")
    f = e.find(Query("taepot"))
    assert (f.ids, f.corrected) == ([b.pk], "teapot")
    assert e.find(Query("' OR 1=1")).ids == []
    print(e.suggest("ch", limit=6))
    b.active = False
    b.save()
    services.products_changed([a.pk, b.pk])
    assert e.find(Query("chair")).ids == [a.pk]

from django.db import migrations

from servicekit.encryption.moving import sealing


class Migration(migrations.Migration):

    dependencies = [
        ('orders', '0003_sealed_columns'),
    ]

    operations = [
        sealing(
            'orders',
            'Order',
            clear={'customer_id': 'customer_id_clear', 'shipping': 'shipping_clear'},
            also=('customer_index',),
        ),
    ]

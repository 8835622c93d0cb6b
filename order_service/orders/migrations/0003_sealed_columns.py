from django.db import migrations, models

import servicekit.encryption.fields
import servicekit.encryption.index


class Migration(migrations.Migration):
    """Room for who bought it and where it went, encrypted; 0004 moves it there and 0005 takes the clear columns away."""

    dependencies = [
        ('orders', '0002_saga_traceparent'),
    ]

    operations = [
        migrations.RemoveIndex('order', 'order_of_customer'),
        migrations.RenameField('order', 'customer_id', 'customer_id_clear'),
        migrations.RenameField('order', 'shipping', 'shipping_clear'),
        migrations.AlterField('order', 'customer_id_clear', models.UUIDField(null=True)),
        migrations.AlterField('order', 'shipping_clear', models.JSONField(null=True)),
        migrations.AddField('order', 'customer_id', servicekit.encryption.fields.EncryptedUUIDField(null=True)),
        migrations.AddField('order', 'customer_index', servicekit.encryption.index.BlindIndexField(of='customer_id', purpose='orders.customer', null=True)),
        migrations.AddField('order', 'shipping', servicekit.encryption.fields.EncryptedJSONField(null=True)),
    ]

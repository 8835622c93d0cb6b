from django.db import migrations, models

import servicekit.encryption.fields
import servicekit.encryption.index


class Migration(migrations.Migration):

    dependencies = [
        ('orders', '0004_seal'),
    ]

    operations = [
        migrations.RemoveField('order', 'customer_id_clear'),
        migrations.RemoveField('order', 'shipping_clear'),
        migrations.AlterField('order', 'customer_id', servicekit.encryption.fields.EncryptedUUIDField()),
        migrations.AlterField('order', 'customer_index', servicekit.encryption.index.BlindIndexField(of='customer_id', purpose='orders.customer')),
        migrations.AlterField('order', 'shipping', servicekit.encryption.fields.EncryptedJSONField()),
        migrations.AddIndex('order', models.Index(fields=['customer_index', '-placed_at', '-id'], name='order_of_customer')),
    ]

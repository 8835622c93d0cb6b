from django.db import migrations, models

import servicekit.encryption.fields
import servicekit.encryption.index
from servicekit.encryption.moving import sealing


class Migration(migrations.Migration):

    dependencies = [
        ('cart', '0001_initial'),
    ]

    operations = [
        migrations.RemoveConstraint('cartline', 'cart_product_once'),
        migrations.RenameField('cartline', 'customer_id', 'customer_id_clear'),
        migrations.AlterField('cartline', 'customer_id_clear', models.UUIDField(null=True)),
        migrations.AddField('cartline', 'customer_id', servicekit.encryption.fields.EncryptedUUIDField(null=True)),
        migrations.AddField('cartline', 'customer_index', servicekit.encryption.index.BlindIndexField(of='customer_id', purpose='cart.customer', null=True)),
        sealing('cart', 'CartLine', clear={'customer_id': 'customer_id_clear'}, also=('customer_index',)),
        migrations.RemoveField('cartline', 'customer_id_clear'),
        migrations.AlterField('cartline', 'customer_id', servicekit.encryption.fields.EncryptedUUIDField()),
        migrations.AlterField('cartline', 'customer_index', servicekit.encryption.index.BlindIndexField(of='customer_id', purpose='cart.customer')),
        migrations.AddConstraint('cartline', models.UniqueConstraint(fields=['customer_index', 'product_id'], name='cart_product_once')),
    ]

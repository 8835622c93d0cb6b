from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('idempotency', '0002_sealed'),
    ]

    operations = [
        migrations.AddField(
            'idempotencyrecord',
            'recovery_point',
            models.CharField(db_default='started', default='started', max_length=64),
        ),
    ]

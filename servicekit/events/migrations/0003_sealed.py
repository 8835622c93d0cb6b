from django.db import migrations, models

import servicekit.encryption.fields
from servicekit.encryption.moving import sealing


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0002_traceparent'),
    ]

    operations = [
        migrations.RenameField('outboxevent', 'payload', 'payload_clear'),
        migrations.AlterField('outboxevent', 'payload_clear', models.JSONField(null=True)),
        migrations.AddField('outboxevent', 'payload', servicekit.encryption.fields.EncryptedJSONField(null=True)),
        sealing('events', 'OutboxEvent', clear={'payload': 'payload_clear'}),
        migrations.RemoveField('outboxevent', 'payload_clear'),
        migrations.AlterField('outboxevent', 'payload', servicekit.encryption.fields.EncryptedJSONField()),
        migrations.RenameField('deadletter', 'envelope', 'envelope_clear'),
        migrations.RenameField('deadletter', 'error', 'error_clear'),
        migrations.AlterField('deadletter', 'envelope_clear', models.TextField(null=True)),
        migrations.AlterField('deadletter', 'error_clear', models.TextField(null=True)),
        migrations.AddField('deadletter', 'envelope', servicekit.encryption.fields.EncryptedTextField(null=True)),
        migrations.AddField('deadletter', 'error', servicekit.encryption.fields.EncryptedTextField(null=True)),
        sealing('events', 'DeadLetter', clear={'envelope': 'envelope_clear', 'error': 'error_clear'}),
        migrations.RemoveField('deadletter', 'envelope_clear'),
        migrations.RemoveField('deadletter', 'error_clear'),
        migrations.AlterField('deadletter', 'envelope', servicekit.encryption.fields.EncryptedTextField()),
        migrations.AlterField('deadletter', 'error', servicekit.encryption.fields.EncryptedTextField()),
    ]

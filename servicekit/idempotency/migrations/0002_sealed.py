from django.db import migrations, models

import servicekit.encryption.fields
import servicekit.encryption.index
from servicekit.encryption.index import blind_index
from servicekit.encryption.moving import sealing

# Kept answers are what stops a repeated request from happening twice, so they are carried over and not dropped.


def index(apps, editor):
    for record in apps.get_model('idempotency', 'IdempotencyRecord').objects.order_by('pk'):
        record.scope = blind_index(record.scope_clear, purpose='idempotency.scope')
        record.fingerprint = blind_index(record.fingerprint_clear, purpose='idempotency.body')
        record.save(update_fields=['scope', 'fingerprint'])


def forget(apps, editor):
    """An index cannot be turned back: the answers kept at that moment are lost, which is no more than their day."""
    apps.get_model('idempotency', 'IdempotencyRecord').objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ('idempotency', '0001_initial'),
    ]

    operations = [
        migrations.RemoveConstraint('idempotencyrecord', 'one_record_per_key'),
        migrations.RemoveConstraint('idempotencyrecord', 'completed_has_an_answer'),
        migrations.RenameField('idempotencyrecord', 'scope', 'scope_clear'),
        migrations.RenameField('idempotencyrecord', 'fingerprint', 'fingerprint_clear'),
        migrations.RenameField('idempotencyrecord', 'body', 'body_clear'),
        migrations.RenameField('idempotencyrecord', 'headers', 'headers_clear'),
        migrations.AlterField('idempotencyrecord', 'scope_clear', models.CharField(max_length=255, default='')),
        migrations.AlterField('idempotencyrecord', 'fingerprint_clear', models.CharField(max_length=64, default='')),
        migrations.AlterField('idempotencyrecord', 'headers_clear', models.JSONField(default=dict, null=True)),
        migrations.AddField('idempotencyrecord', 'scope', servicekit.encryption.index.BlindIndexField(of=None, purpose='idempotency.scope', null=True)),
        migrations.AddField('idempotencyrecord', 'fingerprint', servicekit.encryption.index.BlindIndexField(of=None, purpose='idempotency.body', null=True)),
        migrations.AddField('idempotencyrecord', 'body', servicekit.encryption.fields.EncryptedBytesField(null=True)),
        migrations.AddField('idempotencyrecord', 'headers', servicekit.encryption.fields.EncryptedJSONField(default=dict, null=True)),
        sealing('idempotency', 'IdempotencyRecord', clear={'body': 'body_clear', 'headers': 'headers_clear'}),
        migrations.RunPython(index, forget),
        migrations.RemoveField('idempotencyrecord', 'scope_clear'),
        migrations.RemoveField('idempotencyrecord', 'fingerprint_clear'),
        migrations.RemoveField('idempotencyrecord', 'body_clear'),
        migrations.RemoveField('idempotencyrecord', 'headers_clear'),
        migrations.AlterField('idempotencyrecord', 'scope', servicekit.encryption.index.BlindIndexField(of=None, purpose='idempotency.scope')),
        migrations.AlterField('idempotencyrecord', 'fingerprint', servicekit.encryption.index.BlindIndexField(of=None, purpose='idempotency.body')),
        migrations.AlterField('idempotencyrecord', 'headers', servicekit.encryption.fields.EncryptedJSONField(default=dict)),
        migrations.AddConstraint('idempotencyrecord', models.UniqueConstraint(fields=['scope', 'key'], name='one_record_per_key')),
        migrations.AddConstraint('idempotencyrecord', models.CheckConstraint(condition=models.Q(('state', 'in_progress'), models.Q(('body__isnull', False), ('status__isnull', False)), _connector='OR'), name='completed_has_an_answer')),
    ]

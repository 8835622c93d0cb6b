"""What a consumer needs to know about order: numbers it has handled, events it keeps until their turn, dead letters."""

import servicekit.clock
import servicekit.encryption.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0003_sealed'),
    ]

    operations = [
        migrations.CreateModel(
            name='ConsumerPosition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('consumer', models.CharField(max_length=128)),
                ('aggregate', models.CharField(max_length=64)),
                ('aggregate_id', models.CharField(max_length=128)),
                ('last_seq', models.BigIntegerField(default=0)),
                ('updated_at', models.DateTimeField(default=servicekit.clock.now)),
            ],
        ),
        migrations.CreateModel(
            name='ParkedEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('consumer', models.CharField(max_length=128)),
                ('event_id', models.UUIDField()),
                ('aggregate', models.CharField(max_length=64)),
                ('aggregate_id', models.CharField(max_length=128)),
                ('type_seq', models.BigIntegerField()),
                ('envelope', servicekit.encryption.fields.EncryptedTextField()),
                ('created_at', models.DateTimeField(default=servicekit.clock.now)),
                ('attempts', models.PositiveIntegerField(default=0)),
                ('next_attempt_at', models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name='aggregatesequence',
            name='last_id',
            field=models.CharField(blank=True, db_default='', default='', max_length=36),
        ),
        migrations.AddField(
            model_name='aggregatesequence',
            name='previous_id',
            field=models.CharField(blank=True, db_default='', default='', max_length=36),
        ),
        migrations.AddField(
            model_name='deadletter',
            name='aggregate',
            field=models.CharField(blank=True, db_default='', default='', max_length=64),
        ),
        migrations.AddField(
            model_name='deadletter',
            name='aggregate_id',
            field=models.CharField(blank=True, db_default='', default='', max_length=128),
        ),
        migrations.AddField(
            model_name='deadletter',
            name='reason',
            field=models.CharField(choices=[('failed', 'Failed'), ('gap', 'Gap')], db_default='failed', default='failed', max_length=8),
        ),
        migrations.AddField(
            model_name='deadletter',
            name='type_seq',
            field=models.BigIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='outboxevent',
            name='previous_id',
            field=models.CharField(blank=True, db_default='', default='', max_length=36),
        ),
        migrations.AddField(
            model_name='outboxevent',
            name='type_seq',
            field=models.BigIntegerField(db_default=0, default=0),
        ),
        migrations.AddIndex(
            model_name='deadletter',
            index=models.Index(condition=models.Q(('replayed_at__isnull', True)), fields=['consumer', 'aggregate', 'aggregate_id'], name='dead_letters_open'),
        ),
        migrations.AddIndex(
            model_name='consumerposition',
            index=models.Index(fields=['updated_at'], name='position_updated'),
        ),
        migrations.AddConstraint(
            model_name='consumerposition',
            constraint=models.UniqueConstraint(fields=('consumer', 'aggregate', 'aggregate_id'), name='one_position_per_aggregate'),
        ),
        migrations.AddIndex(
            model_name='parkedevent',
            index=models.Index(fields=['consumer', 'aggregate', 'aggregate_id', 'type_seq'], name='parked_in_order'),
        ),
        migrations.AddIndex(
            model_name='parkedevent',
            index=models.Index(fields=['next_attempt_at'], name='parked_due'),
        ),
        migrations.AddConstraint(
            model_name='parkedevent',
            constraint=models.UniqueConstraint(fields=('consumer', 'event_id'), name='parked_once'),
        ),
    ]

import django.db.models.deletion
import servicekit.ids
from django.conf import settings
from django.db import migrations, models
from django.db.models import F


def end_with_the_absolute_end(apps, schema_editor):
    """What each session's newest refresh token says is not looked up: this is never earlier, and its token decides."""
    apps.get_model("sessions", "Session").objects.filter(idle_ends_at=None).update(idle_ends_at=F("expires_at"))


class Migration(migrations.Migration):

    dependencies = [
        ('sessions', '0002_proof'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='session',
            name='idle_ends_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(end_with_the_absolute_end, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name='session',
            name='idle_ends_at',
            field=models.DateTimeField(),
        ),
        migrations.AddIndex(
            model_name='session',
            index=models.Index(condition=models.Q(('ended_at', None)), fields=['user', 'last_used_at'], name='session_living'),
        ),
        migrations.CreateModel(
            name='KnownPlace',
            fields=[
                ('id', models.UUIDField(default=servicekit.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('digest', models.CharField(max_length=64)),
                ('seen_at', models.DateTimeField()),
                ('user', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='known_places', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['seen_at'], name='known_place_age')],
                'constraints': [models.UniqueConstraint(fields=('user', 'digest'), name='known_place_once')],
            },
        ),
    ]

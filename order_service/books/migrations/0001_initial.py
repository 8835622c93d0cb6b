from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='BooksAudit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField()),
                ('ok', models.BooleanField()),
                ('report', models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name='AuditTurn',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ('due_at', models.DateTimeField()),
                ('running_since', models.DateTimeField(null=True)),
                ('asked_at', models.DateTimeField(null=True)),
                ('last_error', models.CharField(blank=True, max_length=255)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='audit_turn_is_one')],
            },
        ),
    ]

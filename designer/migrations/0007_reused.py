"""Which checkpoints a run took over from the run that it repeats."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Existing checkpoints are of the run that they belong to."""

    dependencies = (("designer", "0006_values"),)

    operations = (migrations.AddField("noderun", "reused", models.BooleanField(default=False, db_default=False)),)

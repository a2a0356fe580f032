import django.db.models.deletion
import modelcluster.fields
import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("practices", "0006_not_yet_published"),
        ("taxonomy", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Call",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        editable=False, max_length=100, unique=True, verbose_name="address"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("en", "English"),
                            ("tr", "Turkish"),
                            ("ar", "Arabic"),
                            ("fr", "French"),
                        ],
                        default="en",
                        help_text="What is read in the languages into which the call is not translated.",
                        max_length=10,
                        verbose_name="main language",
                    ),
                ),
                (
                    "opens",
                    models.DateField(
                        blank=True,
                        help_text="From this day on the call is public. Without one it is a draft.",
                        null=True,
                        verbose_name="opening date",
                    ),
                ),
                (
                    "closes",
                    models.DateField(
                        help_text="The last day on which the call can be answered.",
                        verbose_name="closing date",
                    ),
                ),
                (
                    "themes",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        help_text="What the practices are to be about. None: any theme.",
                        related_name="+",
                        to="taxonomy.theme",
                        verbose_name="themes",
                    ),
                ),
            ],
            options={
                "verbose_name": "call for practices",
                "verbose_name_plural": "calls for practices",
                "ordering": ["-closes", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="submission",
            name="call",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="submissions",
                to="practices.call",
                verbose_name="in answer to",
            ),
        ),
        migrations.CreateModel(
            name="CallText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("en", "English"),
                            ("tr", "Turkish"),
                            ("ar", "Arabic"),
                            ("fr", "French"),
                        ],
                        max_length=10,
                        verbose_name="language",
                    ),
                ),
                ("title", models.CharField(max_length=255, verbose_name="title")),
                (
                    "text",
                    wagtail.fields.RichTextField(
                        help_text="What is looked for, and why.", verbose_name="text"
                    ),
                ),
                (
                    "criteria",
                    wagtail.fields.RichTextField(
                        blank=True,
                        help_text="By what the answers are judged, one point a line.",
                        verbose_name="criteria",
                    ),
                ),
                (
                    "call",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="texts",
                        to="practices.call",
                    ),
                ),
            ],
            options={
                "verbose_name": "text",
                "verbose_name_plural": "texts",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("call", "language"),
                        name="one_text_of_a_call_in_a_language",
                        violation_error_message="The call has a text in this language already.",
                    )
                ],
            },
        ),
    ]

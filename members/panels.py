"""What this app shows at every desk."""

from members.desk import Panel, register
from members.views.desk import published

register(Panel(80, "desk/published.html", published))

"""What this app shows at every desk."""

from members.desk import Panel, register
from members.views import profile
from members.views.desk import published
from members.views.messages import for_panel

register(Panel(20, "desk/messages/panel.html", for_panel))
register(Panel(30, "desk/profile/panel.html", profile.for_panel))
register(Panel(80, "desk/published.html", published))

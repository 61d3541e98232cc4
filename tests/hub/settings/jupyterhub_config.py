"""A JupyterHub for one course on one machine: whoever has an account gets a server of their own.

On your own hub take your own authenticator and address; the rest is what the course needs. `machine.py` starts it.
"""

import os
import sys
from pathlib import Path

c = get_config()  # noqa: F821 - given by JupyterHub

c.JupyterHub.bind_url = f"http://127.0.0.1:{os.environ['LSTM_HUB_PORT']}"
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{int(os.environ['LSTM_HUB_PORT']) + 1}"
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{int(os.environ['LSTM_HUB_PORT']) + 2}"
c.ConfigurableHTTPProxy.command = os.environ["LSTM_HUB_PROXY"].split()
c.JupyterHub.db_url = "sqlite:////srv/hub.sqlite"
c.JupyterHub.cookie_secret_file = "/srv/cookie_secret"

c.JupyterHub.authenticator_class = "shared-password"  # for loopback only
c.SharedPasswordAuthenticator.user_password = os.environ["LSTM_HUB_PASSWORD"]
c.Authenticator.allowed_users = set(os.environ["LSTM_HUB_USERS"].split())

c.JupyterHub.spawner_class = "jupyterhub.spawner.LocalProcessSpawner"  # nbgrader goes by the account's name
c.Spawner.cmd = [str(Path(sys.executable).with_name("jupyterhub-singleuser"))]
c.Spawner.default_url = "/lab"
c.Spawner.http_timeout = c.Spawner.start_timeout = 120


def settings(spawner):
    """Where a server looks for settings: a student's has no formgrader."""
    return "/srv/jupyter" if spawner.user.name == "teacher" else "/srv/jupyter/students:/srv/jupyter"


c.Spawner.environment = {"JUPYTER_CONFIG_PATH": settings, "TZ": "UTC"}

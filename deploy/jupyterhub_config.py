"""A hub on one's own computer, to try it out: users are local processes, one word opens it."""

import os
from pathlib import Path

c = get_config()  # noqa: F821  JupyterHub defines it

folder = Path(os.environ["CLASS_FOLDER"]).resolve()  # holds users' folders and the hub's own files
(folder / "users").mkdir(parents=True, exist_ok=True)

c.JupyterHub.authenticator_class = "dummy"
c.DummyAuthenticator.password = os.environ["CLASS_PASSWORD"]
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = str(folder / "users" / "{username}")
c.Spawner.default_url = "/lab"
# ASI_LANGUAGE: what the package speaks in students' own notebooks. The chapters say it themselves.
c.Spawner.environment = {
    name: os.environ[name] for name in ("PYTHONPATH", "ASI_LANGUAGE") if name in os.environ
}
c.Spawner.args = ["--allow-root"] if os.name == "posix" and os.geteuid() == 0 else []
c.JupyterHub.db_url = f"sqlite:///{folder / 'hub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(folder / "cookie_secret")
c.ConfigurableHTTPProxy.pid_file = str(folder / "proxy.pid")
c.JupyterHub.bind_url = os.environ.get("CLASS_ADDRESS", "http://127.0.0.1:8000")
c.JupyterHub.hub_port = int(os.environ.get("CLASS_HUB_PORT", "8081"))
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{os.environ.get('CLASS_PROXY_PORT', '8001')}"
# Whoever knows this word may start and use every user's server: tests/hub does.
c.JupyterHub.load_roles = [
    {
        "name": "test",
        "scopes": ["admin:users", "admin:servers", "access:servers", "tokens"],
        "services": ["test"],
    }
]
c.JupyterHub.services = [{"name": "test", "api_token": os.environ["CLASS_TOKEN"]}]

"""The engine under everything interactive: live or not, HTML, controls, states, small drawings."""

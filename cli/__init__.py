"""The command `scr`: thin over the services that the web and the workers use too."""

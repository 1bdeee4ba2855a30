"""Django's settings, URLs and the doors that web servers use."""

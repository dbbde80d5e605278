"""What a web server loads of the plain list."""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from django.apps import AppConfig
from django.utils.module_loading import import_string


class RegistryConfig(AppConfig):
    name = "pamoja.registry"
    label = "registry"

    def ready(self) -> None:
        """Hold the table of roles against the registers, once all models are known."""
        import_string("pamoja.registry.roles.check_roles")()

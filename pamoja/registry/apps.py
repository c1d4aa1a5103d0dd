from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.module_loading import import_string


class RegistryConfig(AppConfig):
    name = "pamoja.registry"
    label = "registry"

    def ready(self) -> None:
        """Hold the table of roles against the registers, once all models are known; mark and index once tables are."""
        import_string("pamoja.registry.roles.check_roles")()
        import_string("pamoja.registry.quality.check_quality")()
        mark_registers = import_string("pamoja.registry.marking.mark_registers")
        make_index = import_string("pamoja.records.words.make_index")
        for make in (mark_registers, make_index):
            post_migrate.connect(make, sender=apps.get_app_config("records"))

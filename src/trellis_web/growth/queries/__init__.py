"""Reading what people collected: as facts, as lists, as the plan of an import."""

from trellis_web.growth.queries.facts import Growth, growth_of, people_with_facts

__all__ = ["Growth", "growth_of", "people_with_facts"]

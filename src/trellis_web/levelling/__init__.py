"""Who stands at which level, when nobody was told yet: proposed, compared, talked about."""

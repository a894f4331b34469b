"""The pure core of Trellis: frameworks, criteria, readiness, findings. It never imports Django."""

"""A draft is read by a panel before it is published: do its sentences mean the same to all?"""

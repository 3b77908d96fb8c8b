"""The channel layer of the designer's own sockets: hints pass through it, from other processes too where there is Redis."""

from functools import cache

from channels.layers import BaseChannelLayer, InMemoryChannelLayer

from designer.conf import options

#: What the names of this layer's channels in Redis begin with.
PREFIX = "designer"


def get_channel_layer() -> BaseChannelLayer:
    """Return the process's one layer; a project's own CHANNEL_LAYERS are for its own sockets."""
    return _layer_at(options().redis_url)


@cache
def _layer_at(redis_url: str) -> BaseChannelLayer:
    if not redis_url:
        return InMemoryChannelLayer()
    from channels_redis.pubsub import RedisPubSubChannelLayer  # noqa: PLC0415 - only where there is Redis

    layer: BaseChannelLayer = RedisPubSubChannelLayer(hosts=[redis_url], prefix=PREFIX)
    return layer

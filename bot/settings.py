"""One frozen Settings from the environment. The only reader of os.environ."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import SettingsError

SLACK_API = "https://slack.com/api/"


class ModelKind(StrEnum):
    """How a language model's server is spoken to."""

    NONE = ""
    OPENAI = "openai"
    ANTHROPIC = "anthropic"


class Settings(BaseSettings):
    """Every setting, its variable's name, its default. Secrets never appear in repr."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", populate_by_name=True, env_ignore_empty=True)

    slack_bot_token: str = Field("", alias="SLACK_BOT_TOKEN", repr=False)
    slack_app_token: str = Field("", alias="SLACK_APP_TOKEN", repr=False)
    slack_signing_secret: str = Field("", alias="SLACK_SIGNING_SECRET", repr=False)
    slack_client_id: str = Field("", alias="SLACK_CLIENT_ID", repr=False)
    slack_client_secret: str = Field("", alias="SLACK_CLIENT_SECRET", repr=False)
    slack_api_url: str = Field(SLACK_API, alias="SLACK_API_URL")

    data_dir: Path = Field(Path("~/.local/share/readout"), alias="READOUT_DATA_DIR")
    database_url: str = Field("", alias="DATABASE_URL", repr=False)
    allow: Annotated[frozenset[tuple[str, int]], NoDecode] = Field(frozenset(), alias="READOUT_ALLOW")
    """(host, port) pairs exempt from the address guard."""
    contact: str = Field("", alias="READOUT_CONTACT")
    """A mail address or URL that goes into the User-Agent."""
    host: str = Field("127.0.0.1", alias="HOST")
    port: int = Field(8080, alias="PORT", ge=0, le=65535)
    model: str = Field("", alias="READOUT_MODEL")
    """A spaCy model's name or path, tried before the others."""
    embedding: str = Field("", alias="READOUT_EMBEDDING")
    """A folder with the embedding model's files, before the installed package; "off": words alone."""
    robots_ignored: Annotated[frozenset[str], NoDecode] = Field(frozenset(), alias="READOUT_IGNORE_ROBOTS")
    """Hosts whose robots.txt is not asked (with the publisher's leave)."""
    quiet_period_s: float = Field(30.0, alias="READOUT_QUIET_PERIOD", gt=0)
    post_timeout_s: float = Field(15.0, alias="READOUT_POST_TIMEOUT", gt=0)

    llm_api: ModelKind = Field(ModelKind.NONE, alias="READOUT_LLM_API")
    """openai (any compatible server) or anthropic; empty: no language model, nothing leaves the machine."""
    llm_url: str = Field("", alias="READOUT_LLM_URL")
    llm_model: str = Field("", alias="READOUT_LLM_MODEL")
    llm_key: str = Field("", alias="READOUT_LLM_KEY", repr=False)
    llm_timeout_s: float = Field(20.0, alias="READOUT_LLM_TIMEOUT", gt=0, le=120)
    llm_daily: int = Field(500, alias="READOUT_LLM_DAILY", ge=0)
    """Requests a day, counted by each process from its start."""

    @field_validator("allow", mode="before")
    @classmethod
    def _pairs(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        pairs = [part.strip() for part in value.split(",") if part.strip()]
        return frozenset(_pair(pair) for pair in pairs)

    @field_validator("robots_ignored", mode="before")
    @classmethod
    def _hosts(cls, value: object) -> object:
        return frozenset(h.strip().lower() for h in value.split(",") if h.strip()) if isinstance(value, str) else value

    @field_validator("slack_api_url")
    @classmethod
    def _slash(cls, value: str) -> str:
        return value if value.endswith("/") else value + "/"

    @field_validator("data_dir")
    @classmethod
    def _home(cls, value: Path) -> Path:
        return value.expanduser()

    @property
    def store_url(self) -> str:
        """DATABASE_URL, else the SQLite file under the data folder."""
        return self.database_url or f"sqlite:///{self.data_dir / 'readout.sqlite'}"

    @property
    def user_agent(self) -> str:
        return f"Readout/0.1 (+{self.contact})" if self.contact else "Readout/0.1"


def _pair(text: str) -> tuple[str, int]:
    host, colon, port = text.rpartition(":")
    if not colon or not port.isdigit():
        raise ValueError(f"READOUT_ALLOW holds {text!r}, which is not host:port")
    return host.strip("[]").lower(), int(port)


def load_settings(**overrides: object) -> Settings:
    """Settings from the environment; `overrides` by field name win. Raises SettingsError."""
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise SettingsError(
            f"{where}: {first['msg']}", "Correct this variable in the environment and start again."
        ) from error

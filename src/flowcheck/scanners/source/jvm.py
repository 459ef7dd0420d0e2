"""Java, Kotlin and Scala: hosts, and settings from the environment and from Spring."""

from __future__ import annotations

from flowcheck.scanners.source.language import scanner_of
from flowcheck.scanners.source.lexer import BLOCK, CHARACTER, DOUBLE, LINE, TRIPLE, tokens
from flowcheck.scanners.source.settings import settings

_TOKENS = tokens(LINE, BLOCK, TRIPLE, DOUBLE, CHARACTER)
_READS = settings(
    "getenv sys.env env( env[ dotenv roperty @Configuration equiredEnv getEnv BuildConfig.",
    r"""(?:\b(?:System\.)?getenv\s*(?:\(\s*"|\(\)\s*(?:\.get(?:OrDefault)?\(|\[)\s*")
    |\b(?:sys\.env|System\.getenv|env|dotenv)(?:\.get(?:OrElse)?)?[(\[]\s*"(?=[A-Z])
    |\b(?:getProperty|getRequiredProperty|requiredEnv|getEnv\w*)\(\s*"
    |@ConfigurationProperties\(\s*(?:(?:prefix|value)\s*=\s*)?"
    |@ConditionalOnProperty\((?:[^()"]*?(?:name|value)\s*=\s*)?\{?\s*"
    |\bBuildConfig\.(?=[A-Z]))(?P<name>[A-Za-z_][\w.\-]*)""",
)
_TAGS = settings("@Value( Url( url", r"\$\{(?P<name>[a-zA-Z][\w\-]*(?:[._\-][\w\-]+)+)(?=[:}])")

SCANNER = scanner_of(("*.java", "*.kt", "*.kts", "*.scala", "*.sc"), _TOKENS, _READS, _TAGS)

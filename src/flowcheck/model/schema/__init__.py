"""The input files as written: one struct per kind of record, frozen, no unknown key.

The attributes are documented where they stand: `flowcheck schema` shows the same words in editors.
"""

from flowcheck.model.schema.catalogue import (
    CatalogueVendor,
    Hosts,
    Imports,
    Packages,
    Product,
)
from flowcheck.model.schema.files import (
    Config,
    InventoryFile,
    PathConfig,
    RulePack,
    ScanConfig,
    VocabularyTerm,
    VocabularyTerms,
)
from flowcheck.model.schema.records import (
    Collects,
    Contract,
    Decision,
    Flow,
    Store,
    System,
    Upkept,
    Vendor,
    Waiver,
)
from flowcheck.model.schema.statements import (
    NO_PLACE,
    Box,
    Except,
    Policy,
    Record,
    Rule,
    Statement,
    When,
)

__all__ = [
    "NO_PLACE",
    "Box",
    "CatalogueVendor",
    "Collects",
    "Config",
    "Contract",
    "Decision",
    "Except",
    "Flow",
    "Hosts",
    "Imports",
    "InventoryFile",
    "Packages",
    "PathConfig",
    "Policy",
    "Product",
    "Record",
    "Rule",
    "RulePack",
    "ScanConfig",
    "Statement",
    "Store",
    "System",
    "Upkept",
    "Vendor",
    "VocabularyTerm",
    "VocabularyTerms",
    "Waiver",
    "When",
]

"""The durable, ordered record of everything that happened. The only room that knows SQL."""

from giftgoal.ledger.backup import backup_path as backup_path
from giftgoal.ledger.data_lock import DataLock as DataLock
from giftgoal.ledger.data_lock import lock as lock
from giftgoal.ledger.errors import Damaged as Damaged
from giftgoal.ledger.errors import DataFolderInUse as DataFolderInUse
from giftgoal.ledger.errors import DiskFull as DiskFull
from giftgoal.ledger.errors import LedgerError as LedgerError
from giftgoal.ledger.errors import Taken as Taken
from giftgoal.ledger.parked import park as park
from giftgoal.ledger.protocol import Ledger as Ledger
from giftgoal.ledger.saving import Saving as Saving
from giftgoal.ledger.sqlite import SqliteLedger as SqliteLedger
from giftgoal.ledger.upkeep import Upkeep as Upkeep

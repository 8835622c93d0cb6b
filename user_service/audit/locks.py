from user_service.audit.domain.chain import GENESIS
from user_service.audit.models import AuditEntry, AuditHead


def head() -> AuditHead:
    """The end of the chain, locked until the transaction ends. Nothing else may be locked after it."""
    found = _locked()
    if found is None:
        last = AuditEntry.objects.order_by("-seq").first()
        end = AuditHead(seq=last.seq, hash=last.hash) if last else AuditHead(seq=0, hash=GENESIS)
        # Two may find none at once: the second one's is ignored, and it waits for the first one's at the lock.
        AuditHead.objects.bulk_create([end], ignore_conflicts=True)
        found = _locked()
    if found is None:
        raise RuntimeError("the head of the audit log was removed while it was read")
    return found


def _locked() -> AuditHead | None:
    return AuditHead.objects.select_for_update().filter(pk=1).first()

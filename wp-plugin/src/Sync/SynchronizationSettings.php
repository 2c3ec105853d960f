<?php

declare(strict_types=1);

namespace DoliSync\Sync;

use DoliSync\Problem;

/** How much DoliSync does by itself, who has the say about each field, which new products travel, for how long the journal is kept. */
final class SynchronizationSettings
{
    /**
     * @param array<string, mixed>|null $owners field → owner
     * @param int|null $retentionDays 0: for ever. Null, here and before: it stays as it is
     */
    public function __construct(
        private readonly ?Policy $policy,
        private readonly ?array $owners,
        private readonly ?NewProducts $newProducts,
        private readonly ?int $retentionDays
    ) {
    }

    public function isEmpty(): bool
    {
        return $this->policy === null && $this->owners === null && $this->newProducts === null && $this->retentionDays === null;
    }

    /** @throws Problem dolisync_bad_retention */
    public function check(): void
    {
        if ($this->retentionDays !== null && ($this->retentionDays < 0 || $this->retentionDays > JournalSearch::LONGEST_RETENTION)) {
            throw Problem::named('dolisync_bad_retention', sprintf(
                /* translators: %s: a number of days. */
                __('The journal can be kept for 1 to %s days, or for ever (0).', 'dolisync'),
                number_format_i18n(JournalSearch::LONGEST_RETENTION)
            ));
        }
    }

    /** @throws Problem rest_invalid_param, dolisync_bad_retention; then nothing was stored */
    public function save(): void
    {
        $this->check();
        if ($this->owners !== null) {
            FieldOwners::store($this->owners);
        }
        if ($this->newProducts !== null) {
            NewProducts::store($this->newProducts);
        }
        if ($this->policy !== null) {
            Policy::store($this->policy);
        }
        if ($this->retentionDays !== null) {
            update_option(JournalSearch::RETENTION_OPTION, $this->retentionDays, false);
        }
    }
}

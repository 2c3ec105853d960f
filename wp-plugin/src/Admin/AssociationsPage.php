<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Problem;
use DoliSync\Sync\Finding;
use DoliSync\Sync\FindingKind;
use DoliSync\Sync\LinkRepair;
use WP_List_Table;

/**
 * Associations that are one-sided, double or without an end, with what can be done about each: repairs, which touch
 * no product's data, and decisions about products that one side no longer has.
 */
final class AssociationsPage extends ListPage
{
    public const SLUG = 'dolisync-associations';
    /** In a bulk action: the usual repair of each. */
    public const USUAL = 'usual';

    /** Sent when a person saw what may already be the same product. */
    private const DESPITE = 'dolisync_despite';
    private const LOOK = 'dolisync_look';
    /** What a request may take on most hosts, with room to spare. */
    private const LOOK_SECONDS = 15;

    public function title(): string
    {
        return __('Associations with Dolibarr', 'dolisync');
    }

    public function menuTitle(): string
    {
        return __('Associations', 'dolisync');
    }

    protected function table(): WP_List_Table
    {
        return new AssociationsTable($this->services, self::kind());
    }

    protected function perform(string $action, array $ids, array $sent): ?Question
    {
        if ($action === self::LOOK) {
            $this->look();
            return null;
        }
        if (Decision::tryFrom($action) !== null) {
            return $this->decide(Decision::from($action), $ids[0], $sent);
        }
        $done = $this->each($ids, function (string $key) use ($action): void {
            $repairs = FindingKind::tryFrom(strtok($key, '.'))?->repairs() ?? [];
            $this->services->linkRepair()->repair($key, $action === self::USUAL ? ($repairs[0] ?? '') : $action);
        });
        if ($done > 0) {
            Said::keep('success', sprintf(
                /* translators: %s: a number of associations. */
                _n('%s association was put right.', '%s associations were put right.', $done, 'dolisync'),
                number_format_i18n($done)
            ));
        }
        return null;
    }

    protected function rowName(string $id): string
    {
        $wpId = (int) (explode('.', $id)[1] ?? 0);
        return $wpId === 0 ? '' : ProductNames::of($this->services, [$wpId])->plain($wpId);
    }

    /** @return array<string, string> */
    protected function asked(): array
    {
        $kind = self::kind();
        return $kind === null ? [] : ['kind' => $kind->value];
    }

    protected function above(): void
    {
        printf('<p>%s</p>', esc_html__('DoliSync compares its associations with what WPshop and Dolibarr noted. Nothing here changes a product’s data unless you are asked first.', 'dolisync'));
        [$at, $finished] = $this->services->dolibarrAudit()->last();
        printf('<form method="post" action="%s" class="dolisync-look"><p class="dolisync-buttons">', esc_url(self::url($this->asked())));
        wp_nonce_field($this->nonceAction());
        printf(
            '<button type="submit" class="button" name="%s" value="%s:all">%s</button> <span class="dolisync-quiet">%s</span></p></form>',
            esc_attr(self::BUTTON),
            esc_attr(self::LOOK),
            esc_html($at !== '' && !$finished ? __('Go on looking in Dolibarr', 'dolisync') : __('Look in Dolibarr too', 'dolisync')),
            esc_html(match (true) {
                $at === '' => __('What Dolibarr noted was not looked at yet.', 'dolisync'),
                /* translators: %s: date and time. */
                $finished => sprintf(__('Dolibarr was last looked at on %s.', 'dolisync'), StatusWords::dateTime($at)),
                /* translators: %s: date and time. */
                default => sprintf(__('The look into Dolibarr on %s is not finished.', 'dolisync'), StatusWords::dateTime($at)),
            })
        );
        $this->table->views();
    }

    /** @param array<string, mixed> $sent */
    private function decide(Decision $decision, string $key, array $sent): ?Question
    {
        $finding = $this->services->linkAudit()->finding($key);
        if ($finding === null || !in_array($decision, Decision::about($finding->kind), true)) {
            Said::keep('error', LinkRepair::nothingToRepair()->getMessage());
            return null;
        }
        if (!Question::isConfirmed($sent)) {
            return $this->question($decision, $finding, [], []);
        }
        try {
            $decision->carryOut($this->services, $finding->wpId, ($sent[self::DESPITE] ?? '') === 'yes');
        } catch (Problem $problem) {
            $alike = $problem->name === 'dolisync_possible_duplicates' ? $problem->data['candidates'] ?? [] : [];
            if ($alike !== []) {
                return $this->question($decision, $finding, $alike, [self::DESPITE => 'yes']);
            }
            Said::keep('error', $problem->getMessage());
            return null;
        }
        Said::keep('success', $decision->done());
        return null;
    }

    /**
     * @param list<array<string, mixed>> $alike Dolibarr's products that may already be this one
     * @param array<string, string> $fields what the answer sends more
     */
    private function question(Decision $decision, Finding $finding, array $alike, array $fields): Question
    {
        $name = ProductNames::of($this->services, [$finding->wpId])->plain($finding->wpId);
        $sentences = [$decision->consequence($finding->kind)];
        if ($alike !== []) {
            $sentences[] = __('Dolibarr has products that may already be this one; to associate one of them, dissociate first and use the list of products.', 'dolisync');
        }
        return new Question(
            /* translators: 1: what will be done, as in “Delete in Dolibarr”, 2: the title of a product. */
            heading: sprintf(__('%1$s: “%2$s”?', 'dolisync'), $decision->words($finding->kind), $name),
            sentences: $sentences,
            yes: $alike === [] ? $decision->words($finding->kind) : __('Create anyway', 'dolisync'),
            no: __('Change nothing', 'dolisync'),
            nonceAction: $this->nonceAction(),
            back: self::url($this->asked()),
            names: $alike === [] ? ProductNames::numbers($finding->wpId, $finding->dolibarrId) : array_map(static fn (array $one): string => trim("{$one['label']} ({$one['reference']}) #{$one['id']}"), $alike),
            fields: $fields + [self::BUTTON => "{$decision->value}:{$finding->key()}"]
        );
    }

    private function look(): void
    {
        try {
            if (!$this->services->probe()->run()->hasModule) {
                Said::keep('warning', __('Dolibarr’s module for WPshop is not there: Dolibarr notes no associations, so there is nothing to compare.', 'dolisync'));
                return;
            }
            $finished = $this->services->dolibarrAudit()->look(self::LOOK_SECONDS);
            Said::keep($finished ? 'success' : 'warning', $finished
                ? __('Dolibarr was looked at. What differs is in the list.', 'dolisync')
                : __('There are many products: a part of Dolibarr was looked at. Press the button again to go on.', 'dolisync'));
        } catch (Problem $problem) {
            Said::keep('error', $problem->getMessage());
        }
    }

    private static function kind(): ?FindingKind
    {
        $kind = wp_unslash($_GET['kind'] ?? '');
        return FindingKind::tryFrom(is_string($kind) ? $kind : '');
    }
}

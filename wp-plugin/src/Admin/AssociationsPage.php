<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Problem;
use DoliSync\Sync\FindingKind;
use WP_List_Table;

/**
 * Associations that are one-sided, double or without an end, with what can be done about each. No product's data is
 * touched here.
 */
final class AssociationsPage extends ListPage
{
    public const SLUG = 'dolisync-associations';
    /** In a bulk action: the usual repair of each. */
    public const USUAL = 'usual';

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

    protected function perform(string $action, array $ids, array $sent): bool
    {
        if ($action === self::LOOK) {
            $this->look();
            return false;
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
        return false;
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
        printf('<p>%s</p>', esc_html__('DoliSync compares its associations with what WPshop and Dolibarr noted. Nothing you do here changes a product’s data.', 'dolisync'));
        [$at, $finished] = $this->services->dolibarrAudit()->last();
        printf('<form method="post" action="%s" class="dolisync-look"><p>', esc_url(self::url($this->asked())));
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

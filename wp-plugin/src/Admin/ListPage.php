<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Problem;
use WP_List_Table;

/**
 * A page with a table: what it shows is in its address, what changes something is sent by POST.
 * Needs no JavaScript.
 */
abstract class ListPage extends Page
{
    /** The name of a row's button; its value is `action:id`. */
    public const BUTTON = 'dolisync_do';
    /** The person's own number of rows a page, for all of these pages. */
    public const PER_PAGE_OPTION = 'dolisync_per_page';
    public const ROWS = 'rows';

    protected WP_List_Table $table;

    /** What the person is asked instead of being shown the table. */
    private ?Question $question = null;

    public function load(): void
    {
        require_once ABSPATH . 'wp-admin/includes/class-wp-list-table.php';
        add_action('admin_enqueue_scripts', self::enqueueStyle(...));
        if (($_SERVER['REQUEST_METHOD'] ?? '') === 'POST') {
            Permission::guard($this->nonceAction());
            $sent = wp_unslash($_POST);
            $this->question = $this->act($sent);
            if ($this->question === null) {
                wp_safe_redirect($this->here($sent));
                exit;
            }
            return;
        }
        add_screen_option('per_page', [
            'label' => __('Number of rows per page:', 'dolisync'),
            'default' => 20,
            'option' => self::PER_PAGE_OPTION,
        ]);
        $this->table = $this->table();
        $this->table->prepare_items();
    }

    public function show(): void
    {
        if ($this->question !== null) {
            $this->question->show();
            return;
        }
        echo '<div class="wrap dolisync-page"' . Language::attribute() . '>';
        $this->heading('wp-heading-inline');
        $this->beside();
        echo '<hr class="wp-header-end">';
        Said::show();
        BrakeNotice::show($this instanceof WaitingPage);
        $this->above();
        printf('<form method="post" action="%s">', esc_url($this->here([])));
        $this->table->display();
        echo '</form></div>';
    }

    /** Filter `set_screen_option_dolisync_per_page`. */
    public static function keepPerPage(mixed $kept, string $option, mixed $value): int
    {
        return max(1, min(200, (int) $value));
    }

    /** A row's button: sends the row's action. */
    public static function button(string $action, string $id, string $words, string $classes = 'button-link'): string
    {
        return sprintf(
            '<button type="submit" name="%s" value="%s" class="%s">%s</button>',
            self::BUTTON,
            esc_attr("$action:$id"),
            esc_attr($classes),
            esc_html($words)
        );
    }

    abstract protected function table(): WP_List_Table;

    /**
     * Does what was asked, or asks the person first.
     *
     * @param list<string> $ids the rows
     * @param array<string, mixed> $sent
     * @return Question|null null: the page is loaded anew
     */
    abstract protected function perform(string $action, array $ids, array $sent): ?Question;

    /** What a person may ask for in the page's address. @return array<string, string> */
    protected function asked(): array
    {
        return [];
    }

    /** Beside the heading. */
    protected function beside(): void
    {
    }

    /** Between the heading and the table. */
    protected function above(): void
    {
    }

    protected function nonceAction(): string
    {
        // The one that WordPress's table prints.
        return 'bulk-' . static::SLUG;
    }

    /**
     * Does one thing to each of several rows: one bad row stops no other (rule 12).
     *
     * @param list<string> $ids
     * @param callable(string): mixed $do
     * @return int how many were done; what was not is said
     */
    protected function each(array $ids, callable $do): int
    {
        $done = 0;
        $problems = [];
        foreach ($ids as $id) {
            try {
                $do($id);
                $done++;
            } catch (Problem $problem) {
                $problems[$problem->getMessage()][] = $id;
            }
        }
        foreach ($problems as $message => $of) {
            $names = array_filter(array_map($this->rowName(...), $of));
            Said::keep('error', $names === [] ? $message : sprintf(
                /* translators: 1: titles of products, 2: what is wrong with them. */
                __('%1$s: %2$s', 'dolisync'),
                implode(', ', $names),
                $message
            ));
        }
        return $done;
    }

    /** What a problem's sentence calls a row, "" for nothing. */
    protected function rowName(string $id): string
    {
        return '';
    }

    /** @param array<string, mixed> $sent */
    private function act(array $sent): ?Question
    {
        $button = $sent[self::BUTTON] ?? null;
        if (is_string($button) && preg_match('/^([a-z_]+):([a-z0-9_.]{1,80})$/', $button, $asked) === 1) {
            return $this->perform($asked[1], [$asked[2]], $sent);
        }
        $ids = self::rows($sent);
        foreach (['action', 'action2'] as $menu) {
            $action = $sent[$menu] ?? '-1';
            if (is_string($action) && $action !== '-1' && $action !== '') {
                if ($ids === []) {
                    Said::keep('warning', __('Choose at least one row first.', 'dolisync'));
                    return null;
                }
                return $this->perform($action, $ids, $sent);
            }
        }
        return null;
    }

    /**
     * @param array<string, mixed> $sent
     * @return list<string> the rows that were ticked
     */
    private static function rows(array $sent): array
    {
        $isId = static fn (mixed $id): bool => is_string($id) && preg_match('/^[a-z0-9_.]{1,80}$/', $id) === 1;
        return array_values(array_unique(array_filter((array) ($sent[self::ROWS] ?? []), $isId)));
    }

    /**
     * This page with the same filter, on the page of the table that was typed, if one was.
     *
     * @param array<string, mixed> $sent
     */
    private function here(array $sent): string
    {
        $page = $sent['paged'] ?? $_GET['paged'] ?? '';
        $page = is_string($page) && ctype_digit($page) && (int) $page > 1 ? ['paged' => $page] : [];
        return static::url($this->asked() + $page);
    }
}

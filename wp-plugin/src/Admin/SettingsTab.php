<?php

declare(strict_types=1);

namespace DoliSync\Admin;

use DoliSync\Services;

/**
 * One tab of the settings.
 */
abstract class SettingsTab
{
    /** The tab's name in the page's address. */
    public const NAME = '';

    private ?Question $question = null;

    public function __construct(protected readonly Services $services)
    {
    }

    abstract public static function label(): string;

    /**
     * Does what was asked for with a button of the tab.
     *
     * @param array<mixed> $sent without WordPress's slashes
     * @return bool whether that is settled: then the page is loaded anew, else it shows what was typed or a question
     */
    abstract public function take(array $sent): bool;

    abstract public function show(): void;

    final public static function url(): string
    {
        return SettingsPage::url(['tab' => static::NAME]);
    }

    /** What the person is asked instead of being shown the tab. */
    final public function question(): ?Question
    {
        return $this->question;
    }

    final protected static function openForm(string $id = ''): void
    {
        // The browser's own checks would speak before our sentences, which say more.
        printf('<form method="post" action="%s" novalidate%s>', esc_url(static::url()), $id === '' ? '' : ' id="' . esc_attr($id) . '"');
        wp_nonce_field(SettingsPage::SLUG);
    }

    final protected function ask(Question $question): void
    {
        $this->question = $question;
    }

    /** @param array<mixed> $sent */
    final protected static function text(array $sent, string $name): string
    {
        return is_string($sent[$name] ?? null) ? trim($sent[$name]) : '';
    }
}

<?php

declare(strict_types=1);

namespace DoliSync\Admin;

/**
 * Asks a person before something is done: a page of its own, whose form sends the same again with a yes.
 */
final class Question
{
    /** What the person typed, where a word is asked for. */
    public const WORD = 'dolisync_word';

    private const CONFIRMED = 'dolisync_confirmed';

    /**
     * @param string $heading the question itself
     * @param list<string> $sentences what will happen
     * @param string $nonceAction for which the form is good
     * @param string $back the address of the page that it belongs to
     * @param list<string> $names what it is about
     * @param array<string, string|list<string>> $fields what the form sends, beside the yes
     * @param string $word what the person has to type as well, "" for nothing
     * @param bool $isWordWrong something else was typed
     * @param bool $goesOn nobody is asked: there is more to do, and where there is a script it says yes itself
     * @param string|null $to where the form is sent, when not back
     */
    public function __construct(
        private readonly string $heading,
        private readonly array $sentences,
        private readonly string $yes,
        private readonly string $no,
        private readonly string $nonceAction,
        private readonly string $back,
        private readonly array $names = [],
        private readonly array $fields = [],
        private readonly string $word = '',
        private readonly bool $isWordWrong = false,
        private readonly bool $goesOn = false,
        private readonly ?string $to = null
    ) {
    }

    /** @param array<string, mixed> $sent */
    public static function isConfirmed(array $sent): bool
    {
        return ($sent[self::CONFIRMED] ?? '') === 'yes';
    }

    /**
     * @param array<string, mixed> $sent
     * @param string $word the one that was asked for; "" for none
     */
    public static function isWordGiven(array $sent, string $word): bool
    {
        $given = $sent[self::WORD] ?? '';
        return $word === '' || is_string($given) && mb_strtolower(trim($given)) === mb_strtolower($word);
    }

    public function show(): void
    {
        printf(
            '<div class="wrap dolisync-page"%s%s><h1>%s</h1>',
            Language::attribute(),
            $this->goesOn ? ' role="status"' : '',
            esc_html($this->heading)
        );
        foreach ($this->sentences as $sentence) {
            echo '<p>' . esc_html($sentence) . '</p>';
        }
        if ($this->names !== []) {
            echo '<ul class="ul-disc"><li>' . implode('</li><li>', array_map('esc_html', $this->names)) . '</li></ul>';
        }
        printf('<form method="post" action="%s"%s>', esc_url($this->to ?? $this->back), $this->goesOn ? ' data-dolisync-goes-on' : '');
        wp_nonce_field($this->nonceAction);
        foreach ([self::CONFIRMED => 'yes'] + $this->fields as $name => $values) {
            foreach ((array) $values as $value) {
                printf('<input type="hidden" name="%s" value="%s">', esc_attr(is_array($values) ? $name . '[]' : $name), esc_attr($value));
            }
        }
        if ($this->word !== '') {
            $this->showWord();
        }
        printf(
            '<p class="submit"><button type="submit" class="button button-primary">%s</button> <a href="%s" class="button">%s</a></p></form></div>',
            esc_html($this->yes),
            esc_url($this->back),
            esc_html($this->no)
        );
    }

    private function showWord(): void
    {
        printf(
            '<p><label for="dolisync-word">%1$s</label></p><p><input type="text" id="dolisync-word" name="%2$s" class="regular-text" autocomplete="off" aria-describedby="dolisync-word-error"%3$s></p>'
                . '<p class="dolisync-error" id="dolisync-word-error"%4$s>%5$s</p>',
            /* translators: %s: a word. */
            esc_html(sprintf(__('To confirm, type “%s”:', 'dolisync'), $this->word)),
            esc_attr(self::WORD),
            $this->isWordWrong ? ' aria-invalid="true" autofocus' : '',
            $this->isWordWrong ? '' : ' hidden',
            $this->isWordWrong ? esc_html__('This is not the word. Nothing was done.', 'dolisync') : ''
        );
    }
}

<?php

declare(strict_types=1);

namespace DoliSync\Admin;

/**
 * Asks a person before something is done: a page of its own, whose form sends the same again with a yes.
 */
final class Confirmation
{
    public const CONFIRMED = 'dolisync_confirmed';

    /** @param array<string, mixed> $sent */
    public static function isGiven(array $sent): bool
    {
        return ($sent[self::CONFIRMED] ?? '') === 'yes';
    }

    /**
     * @param string $question the page's heading
     * @param list<string> $sentences what will happen
     * @param list<string> $names what it is about
     * @param array<string, string|list<string>> $fields what the form sends, beside the yes
     * @param string $nonceAction for which the form is good
     * @param string $back the address of the page that it belongs to
     */
    public static function show(
        string $question,
        array $sentences,
        array $names,
        array $fields,
        string $yes,
        string $no,
        string $nonceAction,
        string $back
    ): void {
        echo '<div class="wrap dolisync-page"' . Language::attribute() . '><h1>' . esc_html($question) . '</h1>';
        foreach ($sentences as $sentence) {
            echo '<p>' . esc_html($sentence) . '</p>';
        }
        if ($names !== []) {
            echo '<ul class="ul-disc"><li>' . implode('</li><li>', array_map('esc_html', $names)) . '</li></ul>';
        }
        printf('<form method="post" action="%s">', esc_url($back));
        wp_nonce_field($nonceAction);
        foreach ([self::CONFIRMED => 'yes'] + $fields as $name => $values) {
            foreach ((array) $values as $value) {
                printf('<input type="hidden" name="%s" value="%s">', esc_attr(is_array($values) ? $name . '[]' : $name), esc_attr($value));
            }
        }
        printf(
            '<p class="submit"><button type="submit" class="button button-primary">%s</button> <a href="%s" class="button">%s</a></p></form></div>',
            esc_html($yes),
            esc_url($back),
            esc_html($no)
        );
    }
}

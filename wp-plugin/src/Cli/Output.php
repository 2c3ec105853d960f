<?php

declare(strict_types=1);

namespace DoliSync\Cli;

use WP_CLI;
use WP_CLI\Utils;

/**
 * What a command prints. For a person: a table, a progress bar on a terminal, a sentence at the end. For a program
 * (`--format` other than table): the data and nothing else; warnings and errors go to the error output.
 */
final class Output
{
    private const FORMATS = ['table', 'csv', 'json', 'yaml', 'count', 'ids'];

    private readonly string $format;

    /**
     * @param array<string, mixed> $options the command's: format, fields
     * @throws \DoliSync\Problem rest_invalid_param
     */
    public function __construct(private readonly array $options)
    {
        $this->format = (string) ($options['format'] ?? 'table');
        if (!in_array($this->format, self::FORMATS, true)) {
            throw ProblemText::badInput(sprintf(
                /* translators: 1: what was typed, 2: a list of words that may be typed. */
                __('“%1$s” is no format. There are %2$s.', 'dolisync'),
                $this->format,
                implode(', ', self::FORMATS)
            ));
        }
    }

    /** Whether nothing is to be written, only shown what would be (`--dry-run`). */
    public function isDry(): bool
    {
        return (bool) ($this->options['dry-run'] ?? false);
    }

    public function isForPeople(): bool
    {
        return $this->format === 'table';
    }

    /**
     * @param list<array<string, mixed>> $rows
     * @param list<string> $columns those shown unless `--fields` names others
     * @param string $id the column that `--format=ids` lists
     */
    public function rows(array $rows, array $columns, string $id = 'id'): void
    {
        if ($this->format === 'ids') {
            echo implode(' ', array_unique(array_column($rows, $id)));
            return;
        }
        if ($rows === [] && $this->isForPeople()) {
            return;
        }
        $columns = isset($this->options['fields']) ? array_map('trim', explode(',', (string) $this->options['fields'])) : $columns;
        Utils\format_items($this->format, $rows, $columns);
    }

    /** On a terminal only; elsewhere, and for a program, it does nothing. @return object with tick and finish */
    public function progress(string $message, int $total): object
    {
        return $this->isForPeople() && $total > 0 ? Utils\make_progress_bar($message, $total) : new \WP_CLI\NoOp();
    }

    public function success(string $sentence): void
    {
        if ($this->isForPeople()) {
            WP_CLI::success($sentence);
        }
    }

    public function log(string $sentence): void
    {
        if ($this->isForPeople()) {
            WP_CLI::log($sentence);
        }
    }

    /**
     * The end of a command that does the same with each of several: what became of them, and how many of them.
     *
     * @param list<array<string, mixed>> $rows
     * @param list<string> $columns
     * @param int $left of how many it was not done
     * @param string $sentence with two numbers: of those that it was done with, or would be, and of those that are left
     * @return int an ExitCode
     */
    public function conclude(array $rows, array $columns, int $left, string $sentence): int
    {
        $this->rows($rows, $columns);
        $this->success(sprintf($sentence, number_format_i18n(count($rows) - $left), number_format_i18n($left)));
        return $left > 0 || $this->isDry() && $rows !== [] ? ExitCode::LEFT : ExitCode::DONE;
    }

    /**
     * Asks before something is written, unless `--yes` says so already; the answer no ends the command.
     *
     * @throws \DoliSync\Problem rest_invalid_param where the question would be among the data
     */
    public function confirm(string $question): void
    {
        if (!$this->isDry()) {
            $this->requireAnswer();
            WP_CLI::confirm($question, $this->options);
        }
    }

    /** @throws \DoliSync\Problem rest_invalid_param when something would have to be asked, and the output is for a program */
    public function requireAnswer(): void
    {
        if (!$this->isDry() && !$this->isForPeople() && !Utils\get_flag_value($this->options, 'yes', false)) {
            throw ProblemText::badInput(__('This format is for programs, which cannot be asked: give --yes, or --dry-run to look only.', 'dolisync'));
        }
    }
}

<?php

declare(strict_types=1);

namespace DoliSync\Rest;

use DoliSync\Admin\MassSyncCsv;
use DoliSync\Admin\MassSyncWords;
use DoliSync\Admin\ProblemWords;
use DoliSync\MassSync\Entity;
use DoliSync\MassSync\RecordKind;
use DoliSync\MassSync\Run;
use DoliSync\MassSync\RunRecord;
use WP_REST_Request;

/**
 * Mass synchronization: a preview first, then the run, worked at in pieces by whoever has time.
 */
final class MassSync extends Controller
{
    private const RUN = 'mass-sync/runs/' . self::ID;
    private const LONGEST_WORK = 10;

    public function register(): void
    {
        $run = Shapes::massSyncRun();
        $this->route('POST', 'mass-sync/runs', $this->begin(...), ['entities' => [
            'description' => 'What to bring over from Dolibarr.',
            'type' => 'array',
            'items' => ['type' => 'string', 'enum' => array_column(Entity::cases(), 'value')],
            'minItems' => 1,
            'uniqueItems' => true,
            'required' => true,
        ]], $run);
        $this->route('GET', 'mass-sync/runs/current', $this->current(...), [], Shapes::object(['run' => Shapes::nullable($run)]));
        $this->route('GET', self::RUN, $this->read(...), [], $run);
        $this->route('POST', self::RUN . '/work', $this->work(...), ['seconds' => [
            'description' => 'How long to work.',
            'type' => 'number',
            'minimum' => 0,
            'maximum' => self::LONGEST_WORK,
            'required' => true,
        ]], Shapes::object(['run' => $run, 'did' => ['type' => 'integer', 'minimum' => 0]]));
        $this->route('POST', self::RUN . '/start', $this->start(...), ['overwrites' => [
            'description' => 'How many records with changes of the shop the person saw that would be overwritten.',
            'type' => 'integer',
            'minimum' => 0,
            'required' => true,
        ]], $run);
        foreach (['pause', 'resume', 'cancel', 'undo', 'release'] as $wish) {
            $this->route('POST', self::RUN . '/' . $wish, fn (WP_REST_Request $request): array => $this->shown(
                $this->services->massSync()->$wish(self::id($request))
            ), [], $run);
        }
        $this->route('POST', self::RUN . '/retry', $this->retry(...), ['records' => [
            'description' => 'Only these of the records that failed.',
            'type' => 'array',
            'items' => ['type' => 'integer', 'minimum' => 1],
            'minItems' => 1,
            'maxItems' => 1000,
        ]], $run);
        $this->route('GET', self::RUN . '/records', $this->records(...), [
            'kind' => ['description' => 'Why they are listed.', 'type' => 'string', 'enum' => array_column(RecordKind::cases(), 'value'), 'required' => true],
            'entity' => ['description' => 'Only records of this kind.', 'type' => 'string', 'enum' => array_column(Entity::cases(), 'value')],
            'after' => ['description' => 'Those after this one.', 'type' => 'integer', 'minimum' => 0, 'default' => 0],
            'limit' => ['description' => 'At most so many.', 'type' => 'integer', 'minimum' => 1, 'maximum' => 200, 'default' => 50],
        ], Shapes::object(['records' => Shapes::listOf(Shapes::massSyncRecord()), 'next' => Shapes::nullable(['type' => 'integer'])]));
    }

    /** @return array<string, mixed> */
    private function begin(WP_REST_Request $request): array
    {
        return $this->shown($this->services->massSync()->begin(array_map(Entity::from(...), $request['entities'])));
    }

    /** @return array<string, mixed> */
    private function current(): array
    {
        $run = $this->services->massSync()->current();
        return ['run' => $run === null ? null : $this->shown($run)];
    }

    /** @return array<string, mixed> */
    private function read(WP_REST_Request $request): array
    {
        return $this->shown($this->services->massSync()->run(self::id($request)));
    }

    /** @return array<string, mixed> */
    private function work(WP_REST_Request $request): array
    {
        $did = $this->services->massSync()->work(self::id($request), (float) $request['seconds']);
        return ['run' => $this->read($request), 'did' => $did];
    }

    /** @return array<string, mixed> */
    private function start(WP_REST_Request $request): array
    {
        return $this->shown($this->services->massSync()->start(self::id($request), $request['overwrites']));
    }

    /** @return array<string, mixed> */
    private function retry(WP_REST_Request $request): array
    {
        return $this->shown($this->services->massSync()->retry(self::id($request), $request['records']));
    }

    /** @return array<string, mixed> */
    private function records(WP_REST_Request $request): array
    {
        $run = $this->services->massSync()->run(self::id($request));
        $entity = $request['entity'] === null ? null : Entity::from($request['entity']);
        // One more than asked for tells whether there are more.
        $found = $this->services->massSyncProgress()->records($run, RecordKind::from($request['kind']), $entity, $request['after'], $request['limit'] + 1);
        $records = array_slice($found, 0, $request['limit']);
        $urls = $this->urls($records);
        return [
            'records' => array_map(fn (RunRecord $record): array => $this->record($record, $urls[$record->id] ?? null), $records),
            'next' => count($found) > count($records) ? end($records)->id : null,
        ];
    }

    /**
     * @param list<RunRecord> $records
     * @return array<int, string|null> record → where a person sees it in the shop
     */
    private function urls(array $records): array
    {
        $shown = [];
        foreach ($records as $record) {
            if ($record->wpId !== null) {
                $shown[$record->entity->value][$record->id] = $record->wpId;
            }
        }
        $urls = [];
        foreach ($shown as $entity => $wpIds) {
            $of = $this->services->stages()->of(Entity::from($entity))->urls(array_values(array_unique($wpIds)));
            $urls += array_map(static fn (int $wpId): ?string => $of[$wpId], $wpIds);
        }
        return $urls;
    }

    /** @return array<string, mixed> */
    private function record(RunRecord $record, ?string $url): array
    {
        $stage = $this->services->stages()->of($record->entity);
        return [
            'id' => $record->id,
            'entity' => $record->entity->value,
            'dolibarr_id' => $record->dolibarrId,
            'wp_id' => $record->wpId,
            'title' => $record->title,
            'url' => $url,
            'kind' => $record->kind->value,
            'problem' => self::problem($record->problem),
            'changes' => array_map(static fn (array $change): array => [
                'field' => $change['field'],
                'label' => $stage->fieldLabel($change['field']),
                'wpshop' => $stage->words($change['field'], $change['wpshop']),
                'dolibarr' => $stage->words($change['field'], $change['dolibarr']),
            ], $record->changes),
        ];
    }

    /** @return array<string, mixed> */
    private function shown(Run $run): array
    {
        $progress = $this->services->massSyncProgress()->of($run);
        $user = get_userdata($run->userId);
        return [
            'id' => $run->id,
            'state' => $run->state->value,
            'by' => $user === false ? '' : $user->user_login,
            'created_at' => $run->createdAt,
            'started_at' => $run->startedAt,
            'ended_at' => $run->endedAt,
            'worked_ms' => $progress['worked_ms'],
            'problem' => $progress['next_try_in'] === null ? self::problem($progress['problem']) : MassSyncWords::waiting($progress['problem']),
            'next_try_in' => $progress['next_try_in'],
            'brake' => $run->brake === null ? null : ['code' => $run->brake['reason'], 'message' => MassSyncWords::brake($run->brake)],
            'stages' => array_map(static fn (array $stage): array => [
                'left_out' => MassSyncWords::leftOut($run, Entity::from($stage['entity']), $progress['unlisted']),
            ] + $stage, $progress['stages']),
            'can' => $progress['can'],
            'report_url' => MassSyncCsv::reportUrl($run->id),
            'overwrites_url' => MassSyncCsv::overwritesUrl($run->id),
        ];
    }

    /**
     * @param array{code: string, message: string, next_action: string}|null $problem
     * @return array{code: string, message: string, next_action: string}|null
     */
    private static function problem(?array $problem): ?array
    {
        return $problem === null ? null : ['message' => ProblemWords::message($problem)] + $problem;
    }
}

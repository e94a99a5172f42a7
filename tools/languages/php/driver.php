<?php

/**
 * Links one record with the client that openapi-generator makes for PHP, and prints what it decoded as one JSON object.
 * php driver.php BASE_URL TOKEN APPOINTMENT TYPE ID
 */

declare(strict_types=1);

use GuzzleHttp\Client;
use Omneo\Api\AppointmentLinkApi;
use Omneo\Configuration;
use Omneo\Model\AppointmentLink;
use Omneo\Model\AppointmentLinkAction;

require 'GuzzleHttp/autoload.php'; // Debian's php-guzzlehttp-guzzle; with Composer this is vendor/autoload.php
spl_autoload_register(static function (string $class): void {
    require __DIR__ . '/client/lib/' . strtr(substr($class, strlen('Omneo\\')), '\\', '/') . '.php';
});

[, $baseUrl, $token, $appointment, $type, $id] = $argv;
$configuration = (new Configuration())->setHost($baseUrl)->setAccessToken($token);
$api = new AppointmentLinkApi(new Client(), $configuration);
$action = new AppointmentLinkAction(['type' => $type, 'id' => $id]);
$data = $api->linkAppointment((int) $appointment, $action)->getData();

$links = $data->getLinks();
echo json_encode([
    'id' => (string) $data->getId(),
    'links' => array_map(static fn (AppointmentLink $link): array
        => [(string) $link->getId(), $link->getType(), (string) $link->getTargetId()], $links),
    'unknown' => array_map(static fn (object $model): mixed => $model['future'] ?? null, [$data, ...$links]),
], JSON_THROW_ON_ERROR), "\n";

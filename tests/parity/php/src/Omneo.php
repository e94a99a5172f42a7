<?php

declare(strict_types=1);

namespace Omneo\Appointments;

use Omneo\Appointments\Exception\LinkTargetException;
use Omneo\Appointments\Exception\OmneoException;
use Omneo\Appointments\Exception\ResponseException;
use Omneo\Appointments\Exception\StatusException;

/** A client of the two endpoints that link an appointment to other records. */
final class Omneo
{
    private readonly string $baseUrl;
    private readonly Transport $transport;
    private readonly RetryPolicy $retries;
    private readonly \Closure $sleep;

    /**
     * @param string $baseUrl such as https://api.example.getomneo.com/api
     * @param int $maxRetries how often a failed try is repeated
     * @param float $timeout seconds for one whole try
     * @param ?\Closure(float): void $sleep waits for that many seconds
     * @throws \InvalidArgumentException if an argument cannot be used
     */
    public function __construct(
        string $baseUrl,
        #[\SensitiveParameter] private readonly string $token,
        int $maxRetries = 2,
        float $timeout = 30.0,
        ?\Closure $sleep = null,
    ) {
        if (preg_match('#\Ahttps?://[^/?\#@\s]+(/[^?\#\s]*)?\z#', $baseUrl) !== 1) {
            throw new \InvalidArgumentException('baseUrl must be an http(s) URL without user, query or fragment');
        }
        if (preg_match('/\A[\x21-\x7e]+\z/', $token) !== 1) {
            throw new \InvalidArgumentException('token must be printable ASCII without blanks');
        }
        if (!is_finite($timeout) || $timeout <= 0) {
            throw new \InvalidArgumentException("timeout must be a positive number of seconds, it is $timeout");
        }
        $this->baseUrl = rtrim($baseUrl, '/');
        $this->transport = new Transport($timeout);
        $this->retries = new RetryPolicy($maxRetries);
        $this->sleep = $sleep ?? static fn (float $seconds) => usleep((int) ceil($seconds * 1e6));
    }

    /**
     * Attaches a record to an appointment.
     *
     * @param int|string $appointment
     * @param string $type
     * @param int|string $id
     * @return Appointment with every link that it has now
     * @throws LinkTargetException if an argument breaks a rule; no request was sent
     * @throws OmneoException if the call failed
     */
    public function link(mixed $appointment, mixed $type, mixed $id): Appointment
    {
        $asked = LinkTarget::appointment($appointment);
        $response = $this->call('POST', "/v3/appointments/$asked/link", LinkTarget::from($type, $id));
        return $this->decoded($response, $asked, Appointment::fromDocument(...));
    }

    /**
     * Detaches a record from an appointment.
     *
     * @param int|string $appointment
     * @param string $type
     * @param int|string $id
     * @throws LinkTargetException if an argument breaks a rule; no request was sent
     * @throws OmneoException if the call failed
     */
    public function unlink(mixed $appointment, mixed $type, mixed $id): void
    {
        $asked = LinkTarget::appointment($appointment);
        $this->call('POST', "/v3/appointments/$asked/unlink", LinkTarget::from($type, $id));
    }

    /** @return array<string, mixed> without the token */
    public function __debugInfo(): array
    {
        return ['baseUrl' => $this->baseUrl, 'maxRetries' => $this->retries->maxRetries];
    }

    /**
     * The appointment of a response, which must be the one that was asked for.
     *
     * @template T of object
     * @param \Closure(mixed): T $read makes it of the decoded document
     * @return T
     */
    private function decoded(Response $response, string $asked, \Closure $read): object
    {
        try {
            $found = $read(Json::decode($response->body));
            return (string) $found->id === $asked ? $found : throw new MisfitException('/data/id');
        } catch (MisfitException $misfit) {
            throw new ResponseException($response, $misfit->pointer, $misfit);
        } catch (\JsonException $error) {
            throw new ResponseException($response, null, $error);
        }
    }

    private function call(string $method, string $path, ?LinkTarget $target = null): Response
    {
        $body = $target === null ? null : json_encode($target, JSON_THROW_ON_ERROR);
        for ($retries = 0;; $retries++) {
            try {
                return $this->attempt($method, $path, $body);
            } catch (OmneoException $error) {
                $wait = $this->retries->wait($error, $retries) ?? throw $error;
                ($this->sleep)($wait);
            }
        }
    }

    private function attempt(string $method, string $path, ?string $body): Response
    {
        $headers = ['Accept: application/json', "Authorization: Bearer $this->token"];
        if ($body !== null) {
            $headers[] = 'Content-Type: application/json';
        }
        $response = $this->transport->send($method, $this->baseUrl . $path, $headers, $body);
        if ($response->status < 200 || $response->status > 299) {
            throw StatusException::fromResponse($response, $this->token);
        }
        return $response;
    }
}

import { useBootstrap, useTRPC } from "@flywheel/host";
import { Credits, ErrorState, Panel } from "@flywheel/ui";
import { Alert, Anchor, Button, Group, NumberInput, Stack, Text, TextInput } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { sayFailure } from "../../words/failure.ts";
import { type GrantForm as Form, type Grant, readGrant } from "./grant.ts";

const blank: Form = { visitorId: "", credits: "", campaign: "" };

export function GrantForm() {
  const { visitorId: own } = useBootstrap();
  const [form, setForm] = useState(blank);
  const [tried, setTried] = useState(false);
  const grant = useMutation(
    useTRPC().credits.grant.mutationOptions({
      onSuccess: () => {
        // The campaign stays: a grant is seldom alone.
        setForm(({ campaign }) => ({ ...blank, campaign }));
        setTried(false);
      },
    }),
  );
  const read = readGrant(form);
  const errors = tried && read.outcome === "refused" ? read.errors : {};

  function change(changed: Partial<Form>) {
    setForm({ ...form, ...changed });
    if (!grant.isPending) grant.reset();
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (read.outcome === "ready") grant.mutate(read.grant);
  }

  return (
    <Panel>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <TextInput
            label="Visitor"
            description="A visitor finds their id in the file that Privacy, Export my data saves."
            spellCheck={false}
            autoComplete="off"
            value={form.visitorId}
            error={errors.visitorId}
            onChange={(event) => change({ visitorId: event.currentTarget.value })}
          />
          <Text size="sm" mt={-8}>
            <Anchor component="button" type="button" inherit onClick={() => change({ visitorId: own })}>
              Use this browser
            </Anchor>
          </Text>
          <NumberInput
            label="Credits"
            description="1,000 credits stand for 1 US dollar."
            allowDecimal={false}
            allowNegative={false}
            thousandSeparator=","
            hideControls
            value={form.credits}
            error={errors.credits}
            onChange={(credits) => change({ credits })}
          />
          <TextInput
            label="Campaign"
            description="Why they get them, in a word that can be counted, such as spring-2026."
            spellCheck={false}
            autoComplete="off"
            value={form.campaign}
            error={errors.campaign}
            onChange={(event) => change({ campaign: event.currentTarget.value })}
          />
          {grant.error ? <ErrorState title="Nothing was granted">{sayFailure(grant.error)}</ErrorState> : null}
          {grant.isSuccess ? <Granted grant={grant.variables} /> : null}
          <Group>
            <Button type="submit" loading={grant.isPending}>
              Grant
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}

function Granted({ grant: { visitorId, credits, campaign } }: { readonly grant: Grant }) {
  return (
    <Alert role="status" color="pine" icon={<IconCheck />} radius="lg">
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        Granted <Credits amount={credits} /> to {visitorId} for {campaign}.
      </Text>
    </Alert>
  );
}

import type { ImageCard, ModelCard } from "@flywheel/api/type";
import { useRecord } from "@flywheel/host";
import { ModelSelect } from "@flywheel/host/answers";
import { formatCount, formatCredits, Panel } from "@flywheel/ui";
import { Button, CloseButton, Group, Image, Input, Loader, Stack, Text, Textarea } from "@mantine/core";
import { IconSparkles } from "@tabler/icons-react";
import { type KeyboardEvent, type Ref, useRef } from "react";
import { promptLimit, readPrompt, type Shape } from "./ask.ts";
import { examples } from "./examples.ts";
import { ShapePicker } from "./shape-picker.tsx";

export type PromptPanelProps = {
  readonly models: readonly ModelCard[];
  readonly model: ModelCard | null;
  readonly onPickModel: (model: ModelCard) => void;
  readonly prompt: string;
  readonly onPrompt: (prompt: string) => void;
  readonly shape: Shape;
  readonly onPickShape: (shape: Shape) => void;
  readonly busy: boolean;
  readonly onMake: (prompt: string) => void;
  /** Null while it is not known. */
  readonly spendableCredits: number | null;
  /** The picture that the next one is a change of. */
  readonly from: ImageCard | null;
  readonly onStartAnew: () => void;
  readonly field: Ref<HTMLTextAreaElement>;
};

/** Where a picture begins: the words, the model, the shape. */
export function PromptPanel(props: PromptPanelProps) {
  const { models, model, onPickModel, prompt, onPrompt, shape, onPickShape, busy, onMake, from, field } = props;
  const record = useRecord();
  const started = useRef(false);
  const read = readPrompt(prompt);

  function type(text: string) {
    if (!started.current && text !== "") {
      started.current = true;
      record("prompt.started", { medium: "image" });
    }
    onPrompt(text);
  }

  function submit() {
    if (busy || !read.ok || !model) return;
    started.current = false;
    onMake(read.prompt);
  }

  function submitByKey(event: KeyboardEvent) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    submit();
  }

  return (
    <Panel>
      <form
        aria-label="New picture"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="md">
          {from ? <From image={from} onStartAnew={props.onStartAnew} /> : null}
          <Textarea
            ref={field}
            label={from ? "What should be different?" : "What should the picture show?"}
            placeholder={
              from ? "At night, in winter, with a boat, warmer colours" : "A place, the light, the colours, a style"
            }
            autosize
            minRows={3}
            maxRows={9}
            value={prompt}
            onChange={(event) => type(event.currentTarget.value)}
            onKeyDown={submitByKey}
            error={!read.ok && read.because === "too-long" ? tooLong(prompt) : undefined}
            inputWrapperOrder={["label", "input", "error"]}
          />
          {prompt === "" && !from ? <Examples onPick={onPrompt} /> : null}
          <Group gap="md" align="flex-start" grow preventGrowOverflow={false}>
            <ModelSelect
              models={models}
              value={model?.id ?? null}
              unit="a picture"
              onPick={(picked) => {
                if (picked.id === model?.id) return;
                onPickModel(picked);
                record("model.picked", { medium: "image", model: picked.id });
              }}
            />
            {from ? null : <ShapePicker value={shape} onPick={onPickShape} />}
          </Group>
          {/* Not disabled while a picture is made: it would lose the focus that pressed it. */}
          <Button
            type="submit"
            size="md"
            leftSection={busy ? <Loader size={16} color="currentColor" /> : <IconSparkles size={18} />}
            disabled={!model}
            aria-disabled={busy}
            data-busy={busy || undefined}
          >
            {busy ? "Making your picture" : "Make picture"}
          </Button>
          <PriceLine model={model} spendableCredits={props.spendableCredits} />
        </Stack>
      </form>
    </Panel>
  );
}

function From({ image, onStartAnew }: { readonly image: ImageCard; readonly onStartAnew: () => void }) {
  return (
    <Group gap="sm" wrap="nowrap" role="group" aria-label="The picture to change">
      <Image src={image.url} alt={image.prompt} w={56} h={56} radius="sm" fit="cover" />
      <Text size="sm" c="dimmed" lineClamp={2} flex={1}>
        Starts from this picture: say what to change, and the rest stays.
      </Text>
      <CloseButton aria-label="Start with an empty sheet" onClick={onStartAnew} />
    </Group>
  );
}

function Examples({ onPick }: { readonly onPick: (prompt: string) => void }) {
  return (
    <Input.Wrapper label="Or start from one of these" labelElement="div" labelProps={{ fw: 400, c: "dimmed", mb: 6 }}>
      <Group gap="xs">
        {examples.map(({ label, prompt }) => (
          <Button key={label} variant="light" size="xs" radius="xl" onClick={() => onPick(prompt)}>
            {label}
          </Button>
        ))}
      </Group>
    </Input.Wrapper>
  );
}

function PriceLine({ model, spendableCredits }: Pick<PromptPanelProps, "model" | "spendableCredits">) {
  if (!model) return null;
  const short = spendableCredits !== null && spendableCredits < model.credits;
  return (
    <Text size="sm" c="dimmed">
      {formatCredits(model.credits)} a picture, charged when it is finished.
      {short ? ` You have ${formatCredits(spendableCredits)}.` : ""}
      <Text span inherit visibleFrom="sm">
        {" "}
        Ctrl or ⌘ with Enter makes it.
      </Text>
    </Text>
  );
}

const tooLong = (prompt: string) =>
  `${formatCount(prompt.trim().length)} characters: at most ${formatCount(promptLimit)} can be sent.`;

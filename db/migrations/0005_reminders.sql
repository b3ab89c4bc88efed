ALTER TABLE `follow_ups` ADD `remind_at` integer;--> statement-breakpoint
ALTER TABLE `follow_ups` ADD `remind_attempts` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `follow_ups_to_remind` ON `follow_ups` (`remind_at`) WHERE "follow_ups"."remind_at" is not null and "follow_ups"."done_at" is null;--> statement-breakpoint
UPDATE `follow_ups` SET `remind_at` = `due_at` WHERE `done_at` IS NULL;

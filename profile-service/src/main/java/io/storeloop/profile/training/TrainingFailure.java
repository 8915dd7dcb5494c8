package io.storeloop.profile.training;

/**
 * Why a training failed.
 *
 * @param code stable, for programs
 * @param detail a sentence
 */
public record TrainingFailure(String code, String detail) {}
